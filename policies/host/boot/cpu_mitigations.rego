# METADATA
# title: The kernel is told to work around the leaks of processors in full
# description: |
#   The kernel chooses by itself what it thinks fit for the processor; the full values also turn off parallel
#   threads of one core and cost speed. Where the automatic choice is enough, leave the rule out, or take
#   arguments out of the parameters. Judged are the arguments of the running kernel and those of the entry that
#   boots by default; /etc/default/grub counts only once grub.cfg was made from it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.kernel.org/admin-guide/kernel-parameters.html
#     description: Kernel command-line parameters
# custom:
#   severity: medium
#   subject: kernel-argument
#   remediation: >-
#     Add the arguments to GRUB_CMDLINE_LINUX in /etc/default/grub, run `update-grub` (RHEL: `grub2-mkconfig -o
#     /boot/grub2/grub.cfg`, or `grubby --update-kernel=ALL --args=…`), and restart.
#   aliases: [boot-cpu-mitigations]
#   parameters:
#     accepted:
#       default: {"l1tf": ["full,force"], "mds": ["full,nosmt"], "pti": ["on"], "spectre_v2": ["on"], "spec_store_bypass_disable": ["seccomp"]}
#       description: Accepted values by argument; an argument that is not listed is not judged.
package policies.host.boot.cpu_mitigations

import data.policies.lib.kernel
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

_wanted := {name: {"accepted": values} |
	some name, values in data.parameters["host.boot.cpu_mitigations"].accepted
}

subjects := kernel.argument_subjects(_wanted)

passed := kernel.arguments_passed(subjects)

failed := kernel.arguments_failed(subjects)
