# METADATA
# title: The kernel is a 64-bit one, or has PAE
# description: |
#   Only a 64-bit kernel has the room that random addresses need; a 32-bit one for x86 knows the no-execute bit
#   with PAE only. Small boards with 32-bit processors have no choice: leave the rule out there.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.debian.org/ports/
#     description: Ports of Debian
# custom:
#   severity: low
#   subject: kernel
#   remediation: >-
#     Install the 64-bit edition of the distribution (amd64, arm64); on 32-bit x86 `apt-get install
#     linux-image-686-pae`.
#   aliases: [boot-64bit]
package policies.host.boot.kernel_64_bit

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["kernel"] := {"machine": input.host.boot.data.machine, "pae": input.host.boot.data.pae}

_wide := {"x86_64", "aarch64", "ppc64", "ppc64le", "ppc64el", "s390x", "riscv64", "mips64", "loongarch64", "sparc64", "alpha"}

passed[id] := verdict.proof($"the kernel is {facts.machine.value}", [facts.machine]) if {
	some id, facts in subjects
	facts.machine.value in _wide
}

passed[id] := verdict.proof($"the kernel is {facts.machine.value} with PAE", [facts.machine, facts.pae]) if {
	some id, facts in subjects
	count({facts.machine.value} - _wide) == 1
	facts.pae.value == true
}

failed[id] := verdict.proof($"the kernel is {facts.machine.value} without PAE", [facts.machine, facts.pae]) if {
	some id, facts in subjects
	count({facts.machine.value} - _wide) == 1
	facts.pae.value == false
}
