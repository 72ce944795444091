# METADATA
# title: Packets to loopback addresses do not come in from the network
# description: |
#   Services on 127.0.0.1 trust that only the machine itself reaches them. With route_localnet, which some
#   container networks turn on, a neighbour can route packets to them. The kernel takes the higher of `all` and
#   the interface.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.kernel.org/networking/ip-sysctl.html
#     description: IP parameters of the kernel
#   - ref: https://man7.org/linux/man-pages/man5/sysctl.d.5.html
#     description: sysctl.d(5)
# custom:
#   severity: medium
#   subject: kernel-parameter
#   remediation: >-
#     Put `net.ipv4.conf.all.route_localnet = 0` into /etc/sysctl.d/99-zz-hardening.conf and run `sysctl --system`.
#     Where a container network set it, filter 127.0.0.0/8 from outside.
#   aliases: [sysctl-route-localnet]
package policies.host.sysctl.loopback_not_routed

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := sysctl.everywhere("net.ipv4.conf", "route_localnet", ["0"])

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
