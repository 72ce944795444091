# METADATA
# title: The kernel was built with the means that programs are confined by
# description: |
#   seccomp filters, the hooks of the security modules and Yama must be in the kernel, and the hooks read-only
#   after boot. Judged is the running kernel, offline the newest installed one; an option that its version does
#   not have lies outside, or passes where it must not be set.
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
#   aliases: [kconf-primitives]
package policies.host.kernel.security_primitives

import data.policies.lib.kernel
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {
	"CONFIG_SECCOMP": {"values": ["y"]},
	"CONFIG_SECCOMP_FILTER": {"values": ["y"]},
	"CONFIG_SECURITY": {"values": ["y"]},
	"CONFIG_SECURITY_YAMA": {"values": ["y"]},
	"CONFIG_SECURITY_WRITABLE_HOOKS": {"values": ["n"]},
}

subjects := kernel.option_subjects(_wanted)

not_applicable := kernel.options_gone(subjects)

passed := kernel.options_passed(subjects)

failed := kernel.options_failed(subjects)
