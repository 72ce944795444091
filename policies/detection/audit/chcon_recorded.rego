# METADATA
# title: Each use of chcon is audited
# description: |
#   chcon gives a file another SELinux context. Out of scope where it is not installed.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
# custom:
#   severity: low
#   subject: program
#   remediation: |
#     Add `-a always,exit -F path=/usr/bin/chcon -F perm=x -F auid>=1000 -F auid!=unset -k perm_chng`.
#   aliases: [audit-chcon]
package policies.detection.audit.chcon_recorded

import data.policies.lib.audit
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := audit.facts(_events)

passed := audit.recorded(_events)

failed := audit.missed(_events)

not_applicable := audit.out_of_scope(_events)

_events := audit.events([one | some one in input.host.audit_coverage.data.events], "chcon")
