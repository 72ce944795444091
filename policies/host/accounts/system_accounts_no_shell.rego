# METADATA
# title: System accounts have no login shell
# description: |
#   An account of a service that can start a shell turns a hole in the service, or a key that was left
#   behind, into a session. Accounts below UID_MIN count; root, and sync, shutdown and halt whose shell is a
#   single command, do not. postgres has a shell by its package, is run by `su`, and comes without a password.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/passwd.5.html
#     description: passwd(5)
#   - ref: https://man7.org/linux/man-pages/man8/nologin.8.html
#     description: nologin(8)
# custom:
#   severity: low
#   subject: user
#   remediation: >-
#     See that nothing starts a session of the account (`su - NAME` in scripts and cron), then run `usermod -s
#     /usr/sbin/nologin NAME`; or name the account in the parameter `allowed_users`.
#   aliases: [acct-system-no-shell]
#   parameters:
#     allowed_users:
#       default: [sync, shutdown, halt, postgres]
#       description: System accounts that may have a shell.
package policies.host.accounts.system_accounts_no_shell

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"user:{user.id}"] := [user] if {
	some user in input.host.accounts.data.users
	user.uid < input.host.login_defs.data.uid_min.value
	user.uid != 0
	count({user.name} - _allowed) == 1
}

# Without UID_MIN nobody can tell which accounts are those of the system.
subjects["login.defs"] := input.host.login_defs.data.uid_min if input.host.login_defs.data.uid_min.unknown

_allowed := {name | some name in data.parameters["host.accounts.system_accounts_no_shell"].allowed_users}

passed[id] := verdict.proof($"{user.name} has the shell {user.shell}", [user]) if {
	some id, [user] in subjects
	user.can_log_in == false
}

failed[id] := verdict.proof($"{user.name} has the shell {user.shell}", [user]) if {
	some id, [user] in subjects
	user.can_log_in == true
}
