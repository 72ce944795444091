# METADATA
# title: The host takes no IPv6 router advertisements
# description: |
#   Whoever is on the same network can announce itself as the router. A server with a fixed address needs none;
#   where addresses come by SLAAC, leave the rule out. For IPv6 `conf.all` changes nothing on interfaces that
#   exist: `default` holds for new ones, and an interface with a value of its own is judged by it. 2 takes them
#   even while the host forwards.
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
#     Put `net.ipv6.conf.all.accept_ra = 0` and `net.ipv6.conf.default.accept_ra = 0` into
#     /etc/sysctl.d/99-zz-hardening.conf and run `sysctl --system`. Interfaces that are up keep their value: set it
#     in their own configuration.
#   aliases: [sysctl-accept-ra]
package policies.host.sysctl.router_advertisements_refused

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := sysctl.everywhere("net.ipv6.conf", "accept_ra", ["0"])

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
