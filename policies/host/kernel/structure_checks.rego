# METADATA
# title: The kernel was built to check its own structures
# description: |
#   Checks of credentials, lists, notifiers and scatter lists stop the kernel where an attack or a fault
#   corrupted them. They cost speed, and few distributions build them in. Judged is the running kernel, offline
#   the newest installed one; an option that its version does not have lies outside, or passes where it must not
#   be set.
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
#   aliases: [kconf-structures]
package policies.host.kernel.structure_checks

import data.policies.lib.kernel
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {
	"CONFIG_DEBUG_CREDENTIALS": {"values": ["y"]},
	"CONFIG_DEBUG_NOTIFIERS": {"values": ["y"]},
	"CONFIG_DEBUG_LIST": {"values": ["y"], "or": "CONFIG_LIST_HARDENED"},
	"CONFIG_DEBUG_SG": {"values": ["y"]},
	"CONFIG_BUG_ON_DATA_CORRUPTION": {"values": ["y"]},
}

subjects := kernel.option_subjects(_wanted)

not_applicable := kernel.options_gone(subjects)

passed := kernel.options_passed(subjects)

failed := kernel.options_failed(subjects)
