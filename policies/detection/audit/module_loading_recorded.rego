# METADATA
# title: Loading and unloading of kernel modules is audited
# description: |
#   A module can do all that the kernel can, also hide. Asked for are init_module, finit_module and
#   delete_module by people, for both word sizes.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
# custom:
#   severity: medium
#   subject: system-call
#   remediation: |
#     Add `-a always,exit -F arch=b64 -S init_module,finit_module,delete_module -F auid>=1000 -F auid!=unset -k
#     kernel_modules`, and again with b32.
#   aliases: [audit-modules]
package policies.detection.audit.module_loading_recorded

import data.policies.lib.audit
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := audit.facts(_events)

passed := audit.recorded(_events)

failed := audit.missed(_events)

not_applicable := audit.out_of_scope(_events)

_events := audit.events([one | some one in input.host.audit_coverage.data.events], "modules")
