# METADATA
# title: Devices reach memory through the IOMMU only
# description: |
#   Without the IOMMU a device (or whoever plugs one in) reads and writes all memory. Old hardware may fail to
#   boot with it. Judged are the arguments of the running kernel and those of the entry that boots by default;
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
#   aliases: [boot-iommu]
#   parameters:
#     accepted:
#       default: ["force"]
#       description: Accepted values of iommu=.
package policies.host.boot.iommu_forced

import data.policies.lib.kernel
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

_wanted := {"iommu": {"accepted": data.parameters["host.boot.iommu_forced"].accepted}}

subjects := kernel.argument_subjects(_wanted)

passed := kernel.arguments_passed(subjects)

failed := kernel.arguments_failed(subjects)
