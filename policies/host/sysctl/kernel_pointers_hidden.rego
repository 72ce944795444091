# METADATA
# title: Kernel addresses are hidden from users
# description: |
#   Kernel addresses in /proc let an attacker aim. 1 hides them from all without CAP_SYSLOG, 2 from
#   everybody.
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
#     Put `kernel.kptr_restrict = 1` (or 2) into /etc/sysctl.d/99-zz-hardening.conf and run `sysctl --system`.
#   aliases: [sysctl-kptr]
#   parameters:
#     accepted:
#       default: [1, 2]
#       description: Accepted values of kernel.kptr_restrict.
package policies.host.sysctl.kernel_pointers_hidden

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {"kernel.kptr_restrict": sysctl.texts(data.parameters["host.sysctl.kernel_pointers_hidden"].accepted)}

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
