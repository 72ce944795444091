# METADATA
# title: The kernel sends no ICMP redirects
# description: |
#   Only a router has a reason to send them; a compromised host misleads its neighbours by them.
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
#     Put `net.ipv4.conf.all.send_redirects = 0` and `net.ipv4.conf.default.send_redirects = 0` into
#     /etc/sysctl.d/99-zz-hardening.conf and run `sysctl --system`.
#   aliases: [sysctl-send-redirects]
#   parameters:
#     router:
#       default: false
#       description: The host forwards packets by design (router, container or virtual machine host).
package policies.host.sysctl.redirects_not_sent

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := sysctl.everywhere("net.ipv4.conf", "send_redirects", ["0"])

subjects := sysctl.subjects_unless(_excuse, _wanted)

_excuse := "the host is a router by the profile" if {
	data.parameters["host.sysctl.redirects_not_sent"].router == true
} else := ""

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
