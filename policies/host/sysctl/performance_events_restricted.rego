# METADATA
# title: Users without rights cannot observe the kernel by performance events
# description: |
#   The interface for performance events has had many faults and tells timings. From 2 on, users see their own
#   programs only; Debian knows 3, which forbids them all.
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
#     Put `kernel.perf_event_paranoid = 2` (Debian: 3) into /etc/sysctl.d/99-zz-hardening.conf and run `sysctl
#     --system`.
#   aliases: [sysctl-perf]
#   parameters:
#     minimum:
#       default: 2
#       description: The least accepted value.
package policies.host.sysctl.performance_events_restricted

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {"kernel.perf_event_paranoid": {"minimum": data.parameters["host.sysctl.performance_events_restricted"].minimum}}

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
