# METADATA
# title: The kernel takes no ICMP redirects
# description: |
#   A redirect lets anybody on the same network draw traffic to itself. On a host (not a router) IPv4 takes
#   redirects when either `all` or the interface allows it, so both are judged.
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
#     Put `net.ipv4.conf.all.accept_redirects = 0` and `net.ipv4.conf.default.accept_redirects = 0` (and so
#     on) into /etc/sysctl.d/99-zz-hardening.conf and run `sysctl --system`.
#   aliases: [sysctl-accept-redirects-v4, sysctl-accept-redirects-v6]
package policies.host.sysctl.redirects_refused

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := object.union(
	sysctl.everywhere("net.ipv4.conf", "accept_redirects", ["0"]),
	sysctl.everywhere("net.ipv6.conf", "accept_redirects", ["0"]),
)

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
