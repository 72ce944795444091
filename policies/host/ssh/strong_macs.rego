# METADATA
# title: The SSH server offers no weak message code
# description: |
#   MD5, RIPEMD and truncated SHA-1 codes, and UMAC with 64 bits, are below what is asked of new systems.
#   The defaults of OpenSSH still have umac-64 and fail; the GCM and ChaCha20 ciphers use no MAC at all.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#MACs
#     description: sshd_config(5)
#   - ref: https://www.openssh.com/specs.html
#     description: Algorithms of OpenSSH
# custom:
#   severity: low
#   subject: ssh-server
#   remediation: >-
#     Name the weak ones with a minus, which keeps the defaults current: `MACs
#     -hmac-md5*,*-96,*-96-etm@openssh.com,umac-64*,hmac-ripemd160*`, and whatever else the finding names. Check
#     with `sshd -t`, then reload sshd.
#   aliases: [ssh-macs]
#   parameters:
#     refused:
#       default: ["hmac-md5*", "*-96", "*-96-etm@openssh.com", "umac-64*", "hmac-ripemd160*"]
#       description: Patterns of algorithms that are refused.
#     allowed:
#       default: []
#       description: When not empty, only these are accepted, whatever refused says.
package policies.host.ssh.strong_macs

import data.policies.lib.ssh
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := server.macs if some server in input.host.sshd.data.servers

_weak := ssh.weak_algorithms(subjects, data.parameters["host.ssh.strong_macs"])

passed[id] := verdict.proof($"MACs holds {count(fact.value)} algorithms, none of them weak", [fact]) if {
	some id, fact in subjects
	count(fact.value) > 0
	count(_weak[id]) == 0
}

failed[id] := verdict.proof($"MACs holds {concat(", ", sort(_weak[id]))}", [fact]) if {
	some id, fact in subjects
	count(_weak[id]) > 0
}
