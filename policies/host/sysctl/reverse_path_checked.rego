# METADATA
# title: Packets with a forged sender are dropped on arrival
# description: |
#   The reverse path filter drops a packet whose answer would leave by another interface (1), or by none (2).
#   The kernel takes the highest of `conf.all` and the interface, so one of the two is enough, and an interface
#   with 0 under `all` 1 is safe. Hosts with several uplinks need 2: say so by the parameter.
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
#     Put `net.ipv4.conf.all.rp_filter = 1` and `net.ipv4.conf.default.rp_filter = 1` into
#     /etc/sysctl.d/99-zz-hardening.conf and run `sysctl --system`.
#   aliases: [sysctl-rp-filter]
#   parameters:
#     accepted:
#       default: [1]
#       description: "Accepted values of rp_filter: 1 strict, 2 loose."
package policies.host.sysctl.reverse_path_checked

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := sysctl.joined("net.ipv4.conf", "rp_filter", sysctl.texts(data.parameters["host.sysctl.reverse_path_checked"].accepted))

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
