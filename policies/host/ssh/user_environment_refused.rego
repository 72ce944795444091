# METADATA
# title: The SSH server takes no environment from the user's files
# description: |
#   A user restricted to one command can get out of it through LD_PRELOAD and alike in ~/.ssh/environment. A
#   list of patterns is accepted when it takes in no variable of the dynamic loader (LD_PRELOAD and alike).
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#PermitUserEnvironment
#     description: sshd_config(5)
# custom:
#   severity: medium
#   subject: ssh-server
#   remediation: >-
#     Set `PermitUserEnvironment no`, or remove the line, and reload sshd.
#   aliases: [ssh-user-environment]
package policies.host.ssh.user_environment_refused

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := server.permit_user_environment if some server in input.host.sshd.data.servers

passed[id] := verdict.proof($"PermitUserEnvironment is {fact.value}", [fact]) if {
	some id, fact in subjects
	count(_dangerous(fact.value)) == 0
}

failed[id] := verdict.proof($"PermitUserEnvironment is {fact.value}", [fact]) if {
	some id, fact in subjects
	count(_dangerous(fact.value)) > 0
}

# `yes`, or a pattern that takes in the variables of the dynamic loader.
_dangerous(value) := {pattern |
	some pattern in split(value, ",")
	_takes_in_loader(pattern)
}

_takes_in_loader("yes")

_takes_in_loader(pattern) if {
	some name in ["LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT"]
	glob.match(pattern, [], name)
}
