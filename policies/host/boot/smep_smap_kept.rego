# METADATA
# title: The kernel keeps the processor from running and reading memory of programs
# description: |
#   nosmep and nosmap turn off two locks of the processor that many attacks on the kernel have to get around.
#   Judged are the arguments of the running kernel and those of the entry that boots by default;
#   /etc/default/grub counts only once grub.cfg was made from it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.kernel.org/admin-guide/kernel-parameters.html
#     description: Kernel command-line parameters
# custom:
#   severity: medium
#   subject: kernel-argument
#   remediation: >-
#     Take nosmep and nosmap out of GRUB_CMDLINE_LINUX and GRUB_CMDLINE_LINUX_DEFAULT in /etc/default/grub, run
#     `update-grub` (RHEL: `grubby --update-kernel=ALL --remove-args=…`), and restart.
#   aliases: [boot-smep-smap]
package policies.host.boot.smep_smap_kept

import data.policies.lib.kernel
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

_wanted := {"nosmep": {"absent": true}, "nosmap": {"absent": true}}

subjects := kernel.argument_subjects(_wanted)

passed := kernel.arguments_passed(subjects)

failed := kernel.arguments_failed(subjects)
