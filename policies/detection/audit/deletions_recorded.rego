# METADATA
# title: Deleting and renaming of files by people is audited
# description: |
#   What is gone should at least have gone under a name. Asked for are rename, renameat, renameat2 (which mv
#   uses), rmdir, unlink and unlinkat by people, for both word sizes.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
# custom:
#   severity: low
#   subject: system-call
#   remediation: |
#     Add `-a always,exit -F arch=b64 -S rename,renameat,renameat2,rmdir,unlink,unlinkat -F auid>=1000 -F
#     auid!=unset -k delete`, and again with b32.
#   aliases: [audit-deletion]
package policies.detection.audit.deletions_recorded

import data.policies.lib.audit
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := audit.facts(_events)

passed := audit.recorded(_events)

failed := audit.missed(_events)

not_applicable := audit.out_of_scope(_events)

_events := audit.events([one | some one in input.host.audit_coverage.data.events], "deletion")
