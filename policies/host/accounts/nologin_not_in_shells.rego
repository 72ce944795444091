# METADATA
# title: The list of valid shells has no nologin
# description: |
#   Programs take a shell of /etc/shells as proof that its owner may log in: with nologin in it, FTP servers let
#   accounts in that were closed, and chsh lets people shut themselves out. Some distributions list it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/shells.5.html
#     description: shells(5)
# custom:
#   severity: low
#   subject: shells
#   remediation: >-
#     Take the lines of nologin and false out of /etc/shells. On Debian, `remove-shell /usr/sbin/nologin` does
#     it.
#   aliases: [acct-nologin-not-in-shells]
package policies.host.accounts.nologin_not_in_shells

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["/etc/shells"] := [shell |
	some shell in input.host.login_shells.data.shells
	shell.nologin == true
] if {
	input.host.login_shells.data.shells
}

passed[id] := verdict.proof("nologin is not listed", []) if {
	some id, shells in subjects
	count(shells) == 0
}

failed[id] := verdict.proof($"listed: {concat(", ", sort({shell.id | some shell in shells}))}", shells) if {
	some id, shells in subjects
	count(shells) > 0
}
