# METADATA
# title: Packets with impossible addresses are logged
# description: |
#   A packet from an address that cannot be there is a sign of forgery or of a broken network. One of `conf.all`
#   and the interface is enough. On busy networks the log grows.
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
#     Put `net.ipv4.conf.all.log_martians = 1` and `net.ipv4.conf.default.log_martians = 1` into
#     /etc/sysctl.d/99-zz-hardening.conf and run `sysctl --system`. ufw sets its own value: look at
#     /etc/ufw/sysctl.conf.
#   aliases: [sysctl-log-martians]
package policies.host.sysctl.martians_logged

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := sysctl.joined("net.ipv4.conf", "log_martians", ["1"])

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
