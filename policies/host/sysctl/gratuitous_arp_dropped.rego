# METADATA
# title: Unasked ARP answers are dropped
# description: |
#   A neighbour that announces an address unasked redirects traffic to itself. Failover of addresses works by
#   such answers: leave the rule out where it is used.
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
#     Put `net.ipv4.conf.all.drop_gratuitous_arp = 1` into /etc/sysctl.d/99-zz-hardening.conf and run `sysctl
#     --system`.
#   aliases: [sysctl-gratuitous-arp]
package policies.host.sysctl.gratuitous_arp_dropped

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := sysctl.joined("net.ipv4.conf", "drop_gratuitous_arp", ["1"])

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
