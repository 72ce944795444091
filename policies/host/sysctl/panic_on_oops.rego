# METADATA
# title: The kernel stops at its first fault
# description: |
#   After a fault (oops) the kernel goes on with damaged data, and attacks that need several tries get them. A
#   stop turns a try into an outage: only where a restart is worth it.
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
#     Put `kernel.panic_on_oops = 1` into /etc/sysctl.d/99-zz-hardening.conf and run `sysctl --system`. Set
#     kernel.panic too, so that the machine restarts.
#   aliases: [sysctl-panic-on-oops]
package policies.host.sysctl.panic_on_oops

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {"kernel.panic_on_oops": ["1"]}

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
