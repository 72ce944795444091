# METADATA
# title: Programs with raised rights leave no memory dump
# description: |
#   The dump of a set-user-id program holds what only root may see, password hashes for one. 2 writes dumps
#   that root alone may read, and only with a safe core_pattern; it does not meet this rule.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.kernel.org/admin-guide/sysctl/
#     description: Kernel parameters
#   - ref: https://man7.org/linux/man-pages/man5/sysctl.d.5.html
#     description: sysctl.d(5)
# custom:
#   severity: low
#   subject: kernel-parameter
#   remediation: >-
#     Put `fs.suid_dumpable = 0` into /etc/sysctl.d/99-zz-hardening.conf and run `sysctl --system`.
#   aliases: [sysctl-suid-dumpable]
package policies.host.sysctl.suid_not_dumped

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {"fs.suid_dumpable": ["0"]}

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
