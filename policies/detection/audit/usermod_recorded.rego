# METADATA
# title: Each use of usermod is audited
# description: |
#   usermod puts an account into a group that may do more. The watch of /etc/group does not count: it
#   tells that the file changed, not that a person ran usermod.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
# custom:
#   severity: low
#   subject: program
#   remediation: |
#     Add `-a always,exit -F path=/usr/sbin/usermod -F perm=x -F auid>=1000 -F auid!=unset -k usermod`.
#   aliases: [audit-usermod]
package policies.detection.audit.usermod_recorded

import data.policies.lib.audit
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := audit.facts(_events)

passed := audit.recorded(_events)

failed := audit.missed(_events)

not_applicable := audit.out_of_scope(_events)

_events := audit.events([one | some one in input.host.audit_coverage.data.events], "usermod")
