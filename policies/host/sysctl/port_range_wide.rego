# METADATA
# title: Outgoing connections take their ports from a wide range
# description: |
#   The wider the range, the harder a port is to guess. Services that listen above 32768 may find their port
#   taken.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.kernel.org/networking/ip-sysctl.html
#     description: IP parameters of the kernel
#   - ref: https://man7.org/linux/man-pages/man5/sysctl.d.5.html
#     description: sysctl.d(5)
# custom:
#   severity: low
#   subject: kernel-parameter
#   remediation: >-
#     Put `net.ipv4.ip_local_port_range = 32768 65535` into /etc/sysctl.d/99-zz-hardening.conf and run `sysctl
#     --system`.
#   aliases: [sysctl-port-range]
#   parameters:
#     accepted:
#       default: ["32768 65535"]
#       description: Accepted ranges, first and last port.
package policies.host.sysctl.port_range_wide

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {"net.ipv4.ip_local_port_range": data.parameters["host.sysctl.port_range_wide"].accepted}

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
