# METADATA
# title: Users without rights cannot read the log of the kernel
# description: |
#   The log of the kernel tells addresses, devices and what crashed: where to aim.
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
#     Put `kernel.dmesg_restrict = 1` into /etc/sysctl.d/99-zz-hardening.conf and run `sysctl --system`.
#   aliases: [sysctl-dmesg]
package policies.host.sysctl.kernel_log_restricted

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {"kernel.dmesg_restrict": ["1"]}

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
