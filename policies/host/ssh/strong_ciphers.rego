# METADATA
# title: The SSH server offers no weak cipher
# description: |
#   CBC modes leak parts of the text (CVE-2008-5161), and 3DES, Blowfish, CAST and RC4 are broken or too
#   short. Lists with `+`, `-` and `^` are resolved against the defaults of the installed version.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#Ciphers
#     description: sshd_config(5)
#   - ref: https://www.openssh.com/specs.html
#     description: Algorithms of OpenSSH
# custom:
#   severity: medium
#   subject: ssh-server
#   remediation: >-
#     Name the weak ones with a minus, which keeps the defaults current: `Ciphers -*-cbc,arcfour*,3des*`,
#     and reload sshd.
#   aliases: [ssh-ciphers]
#   parameters:
#     refused:
#       default: ["*-cbc", "arcfour*", "3des*", "blowfish*", "cast128*", "rijndael-cbc*"]
#       description: Patterns of algorithms that are refused.
#     allowed:
#       default: []
#       description: When not empty, only these are accepted, whatever refused says.
package policies.host.ssh.strong_ciphers

import data.policies.lib.ssh
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := server.ciphers if some server in input.host.sshd.data.servers

_weak := ssh.weak_algorithms(subjects, data.parameters["host.ssh.strong_ciphers"])

passed[id] := verdict.proof($"Ciphers holds {count(fact.value)} algorithms, none of them weak", [fact]) if {
	some id, fact in subjects
	count(fact.value) > 0
	count(_weak[id]) == 0
}

failed[id] := verdict.proof($"Ciphers holds {concat(", ", sort(_weak[id]))}", [fact]) if {
	some id, fact in subjects
	count(_weak[id]) > 0
}
