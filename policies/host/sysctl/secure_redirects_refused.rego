# METADATA
# title: The kernel takes no ICMP redirects from gateways either
# description: |
#   With secure_redirects on, a redirect is still taken when it names a gateway that the host knows. It counts
#   only where redirects are taken at all, so that this is a second lock. The kernel takes the higher of `all`
#   and the interface, and so both are judged, with each interface that stands apart.
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
#     Put `net.ipv4.conf.all.secure_redirects = 0` and `net.ipv4.conf.default.secure_redirects = 0` into
#     /etc/sysctl.d/99-zz-hardening.conf and run `sysctl --system`.
#   aliases: [sysctl-secure-redirects]
package policies.host.sysctl.secure_redirects_refused

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := sysctl.everywhere("net.ipv4.conf", "secure_redirects", ["0"])

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
