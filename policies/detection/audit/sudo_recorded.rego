# METADATA
# title: Each use of sudo is audited
# description: |
#   sudo writes its own log, which whoever is root can change; the audit record comes from the kernel. A rule on
#   every execve of people counts too.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
# custom:
#   severity: medium
#   subject: program
#   remediation: |
#     Add `-a always,exit -F path=/usr/bin/sudo -F perm=x -F auid>=1000 -F auid!=unset -k privileged`.
#   aliases: [audit-sudo-exec]
package policies.detection.audit.sudo_recorded

import data.policies.lib.audit
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := audit.facts(_events)

passed := audit.recorded(_events)

failed := audit.missed(_events)

not_applicable := audit.out_of_scope(_events)

_events := audit.events([one | some one in input.host.audit_coverage.data.events], "sudo-exec")
