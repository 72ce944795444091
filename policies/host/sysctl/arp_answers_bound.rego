# METADATA
# title: An interface answers ARP for its own addresses only
# description: |
#   By default Linux answers for an address on any interface, which lets a neighbour learn and reach addresses
#   of other networks. Clusters and balancers may need other values.
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
#     Put `net.ipv4.conf.all.arp_filter = 1` and `net.ipv4.conf.all.arp_ignore = 2` into
#     /etc/sysctl.d/99-zz-hardening.conf and run `sysctl --system`.
#   aliases: [sysctl-arp]
#   parameters:
#     arp_filter:
#       default: [1]
#       description: Accepted values of arp_filter.
#     arp_ignore:
#       default: [2]
#       description: Accepted values of arp_ignore.
package policies.host.sysctl.arp_answers_bound

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := object.union(
	sysctl.joined("net.ipv4.conf", "arp_filter", sysctl.texts(data.parameters["host.sysctl.arp_answers_bound"].arp_filter)),
	sysctl.joined("net.ipv4.conf", "arp_ignore", sysctl.texts(data.parameters["host.sysctl.arp_answers_bound"].arp_ignore)),
)

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
