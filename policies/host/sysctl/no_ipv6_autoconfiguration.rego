# METADATA
# title: The host does not configure its IPv6 addresses by what the network says
# description: |
#   A server with fixed addresses needs neither autoconfiguration nor the parts of router advertisements. For
#   IPv6 `conf.all` changes nothing on interfaces that exist: `default` holds for new ones, and an interface
#   with a value of its own is judged by it. Where addresses come by SLAAC, leave the rule out.
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
#     Put for `all` and `default` `net.ipv6.conf.*.autoconf = 0`, `router_solicitations = 0`, `accept_ra_defrtr
#     = 0`, `accept_ra_pinfo = 0`, `accept_ra_rtr_pref = 0` and `max_addresses = 1` into
#     /etc/sysctl.d/99-zz-hardening.conf and run `sysctl --system`.
#   aliases: [sysctl-ipv6-autoconf]
package policies.host.sysctl.no_ipv6_autoconfiguration

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := object.union_n([
	sysctl.everywhere("net.ipv6.conf", "autoconf", ["0"]),
	sysctl.everywhere("net.ipv6.conf", "router_solicitations", ["0"]),
	sysctl.everywhere("net.ipv6.conf", "accept_ra_defrtr", ["0"]),
	sysctl.everywhere("net.ipv6.conf", "accept_ra_pinfo", ["0"]),
	sysctl.everywhere("net.ipv6.conf", "accept_ra_rtr_pref", ["0"]),
	sysctl.everywhere("net.ipv6.conf", "max_addresses", ["1"]),
])

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
