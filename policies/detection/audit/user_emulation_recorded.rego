# METADATA
# title: Commands that run as another user than the one who logged in are audited
# description: |
#   What is done with borrowed rights should have an author. Asked for is execve where the effective user is
#   another than the real and the login user, for both word sizes; a rule on every execve of people counts too.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
# custom:
#   severity: medium
#   subject: system-call
#   remediation: |
#     Add `-a always,exit -F arch=b64 -C euid!=uid -F auid!=unset -S execve -k user_emulation` and the same with
#     b32.
#   aliases: [audit-user-emulation]
package policies.detection.audit.user_emulation_recorded

import data.policies.lib.audit
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := audit.facts(_events)

passed := audit.recorded(_events)

failed := audit.missed(_events)

not_applicable := audit.out_of_scope(_events)

_events := audit.events([one | some one in input.host.audit_coverage.data.events], "user-emulation")
