# METADATA
# title: The host does not forward packets
# description: |
#   A host that forwards joins networks that a firewall keeps apart. Routers, and hosts of containers or
#   virtual machines, forward by design: say so by the parameter.
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
#     Where nothing needs it (containers, virtual machines and VPNs stop without it), put `net.ipv4.ip_forward = 0`
#     and `net.ipv6.conf.all.forwarding = 0` into /etc/sysctl.d/99-zz-hardening.conf and run `sysctl --system`. Else set
#     the parameter `router` to true.
#   aliases: [sysctl-ip-forward]
#   parameters:
#     router:
#       default: false
#       description: The host forwards packets by design (router, container or virtual machine host).
package policies.host.sysctl.ip_forwarding_off

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {"net.ipv4.ip_forward": ["0"], "net.ipv6.conf.all.forwarding": ["0"]}

subjects := sysctl.subjects_unless(_excuse, _wanted)

_excuse := "the host is a router by the profile" if {
	data.parameters["host.sysctl.ip_forwarding_off"].router == true
} else := ""

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
