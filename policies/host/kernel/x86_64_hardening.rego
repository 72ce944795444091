# METADATA
# title: The kernel for x86_64 was built with the protections of this architecture
# description: |
#   The lowest mappable address, random places for the kernel and its memory, split page tables, and no code for
#   32-bit programs and old descriptor tables. Kernels for other architectures lie outside. Judged is the
#   running kernel, offline the newest installed one; an option that its version does not have lies outside, or
#   passes where it must not be set.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.kernel.org/security/self-protection.html
#     description: Self-protection of the kernel
#   - ref: https://cyber.gouv.fr/en/publications/configuration-recommendations-gnulinux-system
#     description: ANSSI BP-028, recommendations on the configuration of the kernel
# custom:
#   severity: low
#   subject: kernel-build-option
#   remediation: >-
#     Build the kernel with the options asked for (`make menuconfig`), or take a hardened one; on the kernel of
#     a distribution accept the risk, or leave the rule out of the profile.
#   aliases: [kconf-x86-64]
package policies.host.kernel.x86_64_hardening

import data.policies.lib.kernel
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {
	"CONFIG_DEFAULT_MMAP_MIN_ADDR": {"values": ["65536"]},
	"CONFIG_RANDOMIZE_BASE": {"values": ["y"]},
	"CONFIG_RANDOMIZE_MEMORY": {"values": ["y"]},
	"CONFIG_PAGE_TABLE_ISOLATION": {"values": ["y"], "or": "CONFIG_MITIGATION_PAGE_TABLE_ISOLATION"},
	"CONFIG_IA32_EMULATION": {"values": ["n"]},
	"CONFIG_MODIFY_LDT_SYSCALL": {"values": ["n"]},
}

subjects := kernel.option_subjects(_wanted)

_judged := {id: option |
	some id, option in subjects
	input.host.kernel_config.data.machine.value == "x86_64"
}

not_applicable := object.union(_foreign, kernel.options_gone(_judged))

_foreign := {id: proof |
	some id, _ in subjects
	machine := input.host.kernel_config.data.machine
	machine.value != "x86_64"
	proof := verdict.proof($"the kernel is built for {machine.value}", [machine])
}

passed := kernel.options_passed(_judged)

failed := kernel.options_failed(_judged)
