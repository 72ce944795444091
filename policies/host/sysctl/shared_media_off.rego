# METADATA
# title: The host does not treat its network as shared by several subnets
# description: |
#   With shared_media on, redirects between subnets of one wire are sent and taken. It counts only where
#   redirects are taken.
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
#     Put `net.ipv4.conf.all.shared_media = 0` and `net.ipv4.conf.default.shared_media = 0` into
#     /etc/sysctl.d/99-zz-hardening.conf and run `sysctl --system`.
#   aliases: [sysctl-shared-media]
package policies.host.sysctl.shared_media_off

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := sysctl.everywhere("net.ipv4.conf", "shared_media", ["0"])

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
