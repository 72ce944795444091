# METADATA
# title: The password of root is as the policy wants it
# description: |
#   root either has a password that few know, for the console and the rescue shell, or none that fits (locked),
#   which leaves sudo as the only way. Which of them is for you to say by the parameter; an empty password is a
#   finding of its own.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/shadow.5.html
#     description: shadow(5)
# custom:
#   severity: medium
#   subject: user
#   remediation: >-
#     `passwd root` sets one, `passwd -l root` locks it (Alpine: `passwd -l root` too). Before locking, see that
#     somebody can use sudo, and that the rescue shell is not needed.
#   aliases: [acct-root-locked-or-hashed]
#   parameters:
#     wanted:
#       default: "either"
#       description: What the policy wants (either, set or locked).
package policies.host.accounts.root_password

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[$"user:{user.id}"] := user.password.state if {
	some user in input.host.accounts.data.users
	user.uid == 0
}

_accepted := {
	"either": {"set", "locked", "never-set", "missing"},
	"locked": {"locked", "never-set", "missing"},
	"set": {"set"},
}[data.parameters["host.accounts.root_password"].wanted]

not_applicable[id] := verdict.proof("the password is empty, which host.accounts.no_empty_password judges", [state]) if {
	some id, state in subjects
	state.value == "empty"
}

passed[id] := verdict.proof($"the password is {state.value}", [state]) if {
	some id, state in subjects
	state.value in _accepted
}

failed[id] := verdict.proof($"the password is {state.value}, and the policy wants {data.parameters["host.accounts.root_password"].wanted}", [state]) if {
	some id, state in subjects
	state.value != "empty"
	count({state.value} - _accepted) == 1
}
