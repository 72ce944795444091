# METADATA
# title: The kernel was built with the protections of the compiler
# description: |
#   Plugins of GCC wipe the stack, fill structures and shuffle their layout. Kernels of another compiler lie
#   outside; INIT_STACK_ALL_ZERO does the work of STRUCTLEAK, RANDSTRUCT_FULL and KSTACK_ERASE are the newer
#   names. Judged is the running kernel, offline the newest installed one; an option that its version does not
#   have lies outside, or passes where it must not be set.
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
#   aliases: [kconf-plugins]
package policies.host.kernel.compiler_plugins

import data.policies.lib.kernel
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {
	"CONFIG_GCC_PLUGIN_LATENT_ENTROPY": {"values": ["y"]},
	"CONFIG_GCC_PLUGIN_STACKLEAK": {"values": ["y"], "or": "CONFIG_KSTACK_ERASE"},
	"CONFIG_GCC_PLUGIN_STRUCTLEAK": {"values": ["y"], "or": "CONFIG_INIT_STACK_ALL_ZERO"},
	"CONFIG_GCC_PLUGIN_STRUCTLEAK_BYREF_ALL": {"values": ["y"], "or": "CONFIG_INIT_STACK_ALL_ZERO"},
	"CONFIG_GCC_PLUGIN_RANDSTRUCT": {"values": ["y"], "or": "CONFIG_RANDSTRUCT_FULL"},
}

subjects := kernel.option_subjects(_wanted)

not_applicable := kernel.options_gone(subjects)

passed := kernel.options_passed(subjects)

failed := kernel.options_failed(subjects)
