# METADATA
# title: The kernel was built to protect its memory
# description: |
#   Build options that keep code read-only, pages unwritable and executable at once, stacks guarded and
#   addresses secret. They are a choice of who builds the kernel: on the kernel of a distribution a failure says
#   what it lacks, and only another kernel mends it. Judged is the running kernel, offline the newest installed
#   one; an option that its version does not have lies outside, or passes where it must not be set.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.kernel.org/security/self-protection.html
#     description: Self-protection of the kernel
#   - ref: https://cyber.gouv.fr/en/publications/configuration-recommendations-gnulinux-system
#     description: ANSSI BP-028, recommendations on the configuration of the kernel
# custom:
#   severity: medium
#   subject: kernel-build-option
#   remediation: >-
#     Build the kernel with the options asked for (`make menuconfig`), or take a hardened one; on the kernel of
#     a distribution accept the risk, or leave the rule out of the profile.
#   aliases: [kconf-memory]
package policies.host.kernel.memory_protection

import data.policies.lib.kernel
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {
	"CONFIG_STRICT_KERNEL_RWX": {"values": ["y"], "or": "CONFIG_DEBUG_RODATA"},
	"CONFIG_DEBUG_WX": {"values": ["y"]},
	"CONFIG_DEBUG_FS": {"values": ["n"]},
	"CONFIG_STACKPROTECTOR": {"values": ["y"], "or": "CONFIG_CC_STACKPROTECTOR"},
	"CONFIG_STACKPROTECTOR_STRONG": {"values": ["y"], "or": "CONFIG_CC_STACKPROTECTOR_STRONG"},
	"CONFIG_SCHED_STACK_END_CHECK": {"values": ["y"]},
	"CONFIG_HARDENED_USERCOPY": {"values": ["y"]},
	"CONFIG_HARDENED_USERCOPY_FALLBACK": {"values": ["n"]},
	"CONFIG_VMAP_STACK": {"values": ["y"]},
	"CONFIG_REFCOUNT_FULL": {"values": ["y"]},
	"CONFIG_FORTIFY_SOURCE": {"values": ["y"]},
	"CONFIG_ACPI_CUSTOM_METHOD": {"values": ["n"]},
	"CONFIG_DEVKMEM": {"values": ["n"]},
	"CONFIG_PROC_KCORE": {"values": ["n"]},
	"CONFIG_COMPAT_VDSO": {"values": ["n"]},
	"CONFIG_SECURITY_DMESG_RESTRICT": {"values": ["y"]},
	"CONFIG_RETPOLINE": {"values": ["y"], "or": "CONFIG_MITIGATION_RETPOLINE"},
	"CONFIG_LEGACY_VSYSCALL_NONE": {"values": ["y"]},
	"CONFIG_LEGACY_VSYSCALL_EMULATE": {"values": ["n"]},
	"CONFIG_LEGACY_VSYSCALL_XONLY": {"values": ["n"]},
	"CONFIG_X86_VSYSCALL_EMULATION": {"values": ["n"]},
}

subjects := kernel.option_subjects(_wanted)

not_applicable := kernel.options_gone(subjects)

passed := kernel.options_passed(subjects)

failed := kernel.options_failed(subjects)
