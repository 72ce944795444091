# METADATA
# title: Programs are loaded at random addresses
# description: |
#   Without full randomization (2) an attacker knows where code, stack and heap lie, and memory errors
#   become reliable attacks. 1 leaves the heap in its place.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.kernel.org/admin-guide/sysctl/
#     description: Kernel parameters
#   - ref: https://man7.org/linux/man-pages/man5/sysctl.d.5.html
#     description: sysctl.d(5)
# custom:
#   severity: high
#   subject: kernel-parameter
#   remediation: >-
#     Put `kernel.randomize_va_space = 2` into /etc/sysctl.d/99-zz-hardening.conf and run `sysctl --system`.
#   aliases: [sysctl-aslr]
package policies.host.sysctl.aslr

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {"kernel.randomize_va_space": ["2"]}

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
