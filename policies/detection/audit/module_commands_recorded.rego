# METADATA
# title: The programs and the old calls about kernel modules are audited
# description: |
#   insmod, modprobe and rmmod are links to kmod on most systems. The kernel watches what runs, so a rule on
#   such a link records nothing and one on kmod records all of them. create_module and query_module are calls of
#   old kernels which some lists ask for.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
# custom:
#   severity: low
#   subject: system-call-or-program
#   remediation: |
#     Add `-a always,exit -F path=/usr/bin/kmod -F perm=x -F auid>=1000 -F auid!=unset -k kernel_modules` and `-a
#     always,exit -F arch=b64 -S create_module,query_module -F auid>=1000 -F auid!=unset -k kernel_modules`, and
#     this again with b32.
#   aliases: [audit-modules-commands]
package policies.detection.audit.module_commands_recorded

import data.policies.lib.audit
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := audit.facts(_events)

passed := audit.recorded(_events)

failed := audit.missed(_events)

not_applicable := audit.out_of_scope(_events)

_events := audit.events([one | some one in input.host.audit_coverage.data.events], "modules-commands")
