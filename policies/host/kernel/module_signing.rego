# METADATA
# title: The kernel was built to load signed modules only
# description: |
#   A module that is not signed is a way into the kernel for whoever became root. Debian signs its modules with
#   a key that is not in the build tree, and does not force signatures: Secure Boot does, by lockdown. Judged is
#   the running kernel, offline the newest installed one; an option that its version does not have lies outside,
#   or passes where it must not be set.
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
#   aliases: [kconf-modules]
package policies.host.kernel.module_signing

import data.policies.lib.kernel
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {
	"CONFIG_STRICT_MODULE_RWX": {"values": ["y"]},
	"CONFIG_MODULE_SIG": {"values": ["y"]},
	"CONFIG_MODULE_SIG_FORCE": {"values": ["y"]},
	"CONFIG_MODULE_SIG_ALL": {"values": ["y"]},
	"CONFIG_MODULE_SIG_SHA512": {"values": ["y"]},
	"CONFIG_MODULE_SIG_HASH": {"values": ["sha512"]},
	"CONFIG_MODULE_SIG_KEY": {"values": ["*"]},
}

subjects := kernel.option_subjects(_wanted)

not_applicable := kernel.options_gone(subjects)

passed := kernel.options_passed(subjects)

failed := kernel.options_failed(subjects)
