# METADATA
# title: Performance events take next to no time
# description: |
#   The handler of performance events runs in the kernel; its rate and share bound what an attack by it can do.
#   The values make profiling useless, and the kernel lowers the rate on its own.
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
#     Put `kernel.perf_event_max_sample_rate = 1` and `kernel.perf_cpu_time_max_percent = 1` into
#     /etc/sysctl.d/99-zz-hardening.conf and run `sysctl --system`.
#   aliases: [sysctl-perf-limits]
package policies.host.sysctl.performance_events_limited

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {"kernel.perf_event_max_sample_rate": ["1"], "kernel.perf_cpu_time_max_percent": ["1"]}

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
