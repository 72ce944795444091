# METADATA
# title: Bogus ICMP errors do not fill the log
# description: |
#   Some routers answer broadcasts with errors against the standard; logging each of them lets anybody fill the
#   disk.
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
#     Put `net.ipv4.icmp_ignore_bogus_error_responses = 1` into /etc/sysctl.d/99-zz-hardening.conf and run `sysctl
#     --system`.
#   aliases: [sysctl-icmp-bogus]
package policies.host.sysctl.bogus_errors_ignored

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {"net.ipv4.icmp_ignore_bogus_error_responses": ["1"]}

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
