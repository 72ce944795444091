# METADATA
# title: Process ids come from a wide range
# description: |
#   A small range lets an attacker foresee or exhaust the ids of processes. systemd sets 4194304 on 64-bit
#   machines.
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
#     Put `kernel.pid_max = 65536` into /etc/sysctl.d/99-zz-hardening.conf and run `sysctl --system`. Debian with
#     systemd has more by itself.
#   aliases: [sysctl-pid-max]
#   parameters:
#     minimum:
#       default: 65536
#       description: The least accepted value.
package policies.host.sysctl.process_ids_wide

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {"kernel.pid_max": {"minimum": data.parameters["host.sysctl.process_ids_wide"].minimum}}

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
