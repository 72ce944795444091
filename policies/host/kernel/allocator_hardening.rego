# METADATA
# title: The kernel was built with a hardened memory allocator
# description: |
#   Free lists that are shuffled and encoded, caches that are not merged and pages that are wiped make heap
#   faults hard to use. Wiping on free by default (INIT_ON_FREE_DEFAULT_ON) does the work of page poisoning.
#   Judged is the running kernel, offline the newest installed one; an option that its version does not have
#   lies outside, or passes where it must not be set.
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
#   aliases: [kconf-allocator]
package policies.host.kernel.allocator_hardening

import data.policies.lib.kernel
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {
	"CONFIG_SLAB_FREELIST_RANDOM": {"values": ["y"]},
	"CONFIG_SLAB_FREELIST_HARDENED": {"values": ["y"]},
	"CONFIG_SLAB_MERGE_DEFAULT": {"values": ["n"]},
	"CONFIG_SLUB_DEBUG": {"values": ["y"]},
	"CONFIG_PAGE_POISONING": {"values": ["y"], "or": "CONFIG_INIT_ON_FREE_DEFAULT_ON"},
	"CONFIG_PAGE_POISONING_NO_SANITY": {"values": ["y"]},
	"CONFIG_PAGE_POISONING_ZERO": {"values": ["y"]},
	"CONFIG_COMPAT_BRK": {"values": ["n"]},
}

subjects := kernel.option_subjects(_wanted)

not_applicable := kernel.options_gone(subjects)

passed := kernel.options_passed(subjects)

failed := kernel.options_failed(subjects)
