# METADATA
# title: A program cannot read the memory of its neighbours
# description: |
#   With ptrace_scope 0 each process of a user can take keys and passwords out of every other process of
#   that user.
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
#     Put `kernel.yama.ptrace_scope = 1` into /etc/sysctl.d/99-zz-hardening.conf and run `sysctl --system`. 1 keeps
#     debuggers working on their own children; 3 forbids every trace until the next boot.
#   aliases: [sysctl-ptrace]
#   parameters:
#     minimum:
#       default: 1
#       description: The least accepted value of kernel.yama.ptrace_scope (1 children, 2 root, 3 nobody).
package policies.host.sysctl.ptrace_restricted

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {"kernel.yama.ptrace_scope": {"minimum": data.parameters["host.sysctl.ptrace_restricted"].minimum}}

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
