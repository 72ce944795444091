# METADATA
# title: The magic keys of the console do nothing dangerous
# description: |
#   SysRq on a keyboard or a serial console reads memory, ends programs and restarts the machine without a
#   login. 0 is off. 4 allows control of the keyboard, 16 syncing, 176 (Debian kernels start with 438) syncing,
#   remounting read-only and restarting.
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
#     Put `kernel.sysrq = 0` into /etc/sysctl.d/99-zz-hardening.conf and run `sysctl --system`.
#   aliases: [sysctl-sysrq]
#   parameters:
#     accepted:
#       default: [0, 4, 16, 176]
#       description: Accepted values of kernel.sysrq.
package policies.host.sysctl.magic_keys_off

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {"kernel.sysrq": sysctl.texts(data.parameters["host.sysctl.magic_keys_off"].accepted)}

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
