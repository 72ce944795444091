# METADATA
# title: The kernel stops at faults of the hardware and takes little trust in hardware random numbers
# description: |
#   mce=0 stops the kernel at any fault that the processor tells of; rng_core.default_quality=500 counts half of
#   what a hardware generator gives. Since Linux 6.2 the second has no effect where drivers tell their own
#   quality. Judged are the arguments of the running kernel and those of the entry that boots by default;
#   /etc/default/grub counts only once grub.cfg was made from it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.kernel.org/admin-guide/kernel-parameters.html
#     description: Kernel command-line parameters
# custom:
#   severity: low
#   subject: kernel-argument
#   remediation: >-
#     Add the arguments to GRUB_CMDLINE_LINUX in /etc/default/grub, run `update-grub` (RHEL: `grub2-mkconfig -o
#     /boot/grub2/grub.cfg`, or `grubby --update-kernel=ALL --args=…`), and restart.
#   aliases: [boot-fault-args]
#   parameters:
#     accepted:
#       default: {"mce": ["0"], "rng_core.default_quality": ["500"]}
#       description: Accepted values by argument; an argument that is not listed is not judged.
package policies.host.boot.fault_arguments

import data.policies.lib.kernel
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

_wanted := {name: {"accepted": values} |
	some name, values in data.parameters["host.boot.fault_arguments"].accepted
}

subjects := kernel.argument_subjects(_wanted)

passed := kernel.arguments_passed(subjects)

failed := kernel.arguments_failed(subjects)
