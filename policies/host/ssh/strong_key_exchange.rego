# METADATA
# title: The SSH server offers no weak key exchange
# description: |
#   Key exchanges signed over SHA-1, and the 1024-bit group 1, can be downgraded or broken with known effort
#   (RFC 9142).
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#KexAlgorithms
#     description: sshd_config(5)
#   - ref: https://www.rfc-editor.org/rfc/rfc9142
#     description: RFC 9142
# custom:
#   severity: medium
#   subject: ssh-server
#   remediation: >-
#     Name the weak ones with a minus, which keeps the defaults current: `KexAlgorithms
#     -*-sha1,*-sha1-*,diffie-hellman-group1-*`, and reload sshd.
#   aliases: [ssh-kex]
#   parameters:
#     refused:
#       default: ["*-sha1", "*-sha1-*", "diffie-hellman-group1-*"]
#       description: Patterns of algorithms that are refused.
#     allowed:
#       default: []
#       description: When not empty, only these are accepted, whatever refused says.
package policies.host.ssh.strong_key_exchange

import data.policies.lib.ssh
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := server.kex_algorithms if some server in input.host.sshd.data.servers

_weak := ssh.weak_algorithms(subjects, data.parameters["host.ssh.strong_key_exchange"])

passed[id] := verdict.proof($"KexAlgorithms holds {count(fact.value)} algorithms, none of them weak", [fact]) if {
	some id, fact in subjects
	count(fact.value) > 0
	count(_weak[id]) == 0
}

failed[id] := verdict.proof($"KexAlgorithms holds {concat(", ", sort(_weak[id]))}", [fact]) if {
	some id, fact in subjects
	count(_weak[id]) > 0
}
