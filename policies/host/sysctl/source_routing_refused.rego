# METADATA
# title: The kernel refuses packets that bring their own route
# description: |
#   Source routes let a sender reach around filters. The kernel takes them on an interface only when both
#   `all` and the interface allow it, so `all` is judged; `conf.default` alone changes nothing.
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
#     Put `net.ipv4.conf.all.accept_source_route = 0` and `net.ipv6.conf.all.accept_source_route = 0` into
#     /etc/sysctl.d/99-zz-hardening.conf and run `sysctl --system`.
#   aliases: [sysctl-source-route]
package policies.host.sysctl.source_routing_refused

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {"net.ipv4.conf.all.accept_source_route": ["0"], "net.ipv6.conf.all.accept_source_route": ["-1", "0"]}

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
