# METADATA
# title: Nothing is loaded into the kernel after boot
# description: |
#   With kernel.modules_disabled no module is loaded or removed until the next boot, not even by root. Devices
#   that are plugged in later stay dead: only for machines that never change.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.kernel.org/admin-guide/sysctl/
#     description: Kernel parameters
#   - ref: https://man7.org/linux/man-pages/man5/sysctl.d.5.html
#     description: sysctl.d(5)
# custom:
#   severity: low
#   subject: kernel-parameter
#   remediation: >-
#     Load what is needed by /etc/modules-load.d, put `kernel.modules_disabled = 1` into
#     /etc/sysctl.d/99-modules.conf, and restart.
#   aliases: [sysctl-modules-disabled]
package policies.host.sysctl.module_loading_ends

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {"kernel.modules_disabled": ["1"]}

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
