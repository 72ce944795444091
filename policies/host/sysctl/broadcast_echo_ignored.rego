# METADATA
# title: The host does not answer broadcast pings
# description: |
#   Answers to broadcasts amplify a flood towards a forged sender.
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
#     Put `net.ipv4.icmp_echo_ignore_broadcasts = 1` into /etc/sysctl.d/99-zz-hardening.conf and run `sysctl
#     --system`.
#   aliases: [sysctl-icmp-broadcast]
package policies.host.sysctl.broadcast_echo_ignored

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {"net.ipv4.icmp_echo_ignore_broadcasts": ["1"]}

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
