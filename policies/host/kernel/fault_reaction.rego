# METADATA
# title: The kernel was built to stop at its faults
# description: |
#   A kernel that goes on after a fault gives an attack another try. With -1 it restarts at once. Stopping turns
#   a try into an outage: only where a restart is worth it. Judged is the running kernel, offline the newest
#   installed one; an option that its version does not have lies outside, or passes where it must not be set.
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
#   aliases: [kconf-faults]
package policies.host.kernel.fault_reaction

import data.policies.lib.kernel
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {
	"CONFIG_BUG": {"values": ["y"]},
	"CONFIG_PANIC_ON_OOPS": {"values": ["y"]},
	"CONFIG_PANIC_TIMEOUT": {"values": ["-1"]},
}

subjects := kernel.option_subjects(_wanted)

not_applicable := kernel.options_gone(subjects)

passed := kernel.options_passed(subjects)

failed := kernel.options_failed(subjects)
