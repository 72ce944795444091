# METADATA
# title: The newest call that changes modes is audited
# description: |
#   Linux 6.6 brought fchmodat2, which newer C libraries use; rules that name only the three older ones do not
#   see it. Out of scope where no installed kernel has it. auditctl must know the name (3.1.2 or later): an
#   older one refuses the line and loads nothing behind it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
# custom:
#   severity: low
#   subject: system-call
#   remediation: |
#     Add `-a always,exit -F arch=b64 -S fchmodat2 -F auid>=1000 -F auid!=unset -k perm_mod`, and again with b32;
#     with an older auditctl give the number 452.
#   aliases: [audit-perm-changes-fchmodat2]
package policies.detection.audit.fchmodat2_recorded

import data.policies.lib.audit
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := audit.facts(_events)

passed := audit.recorded(_events)

failed := audit.missed(_events)

not_applicable := audit.out_of_scope(_events)

_events := audit.events([one | some one in input.host.audit_coverage.data.events], "perm-changes-fchmodat2")
