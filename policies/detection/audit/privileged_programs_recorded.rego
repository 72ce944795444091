# METADATA
# title: Each use of a SUID or SGID program by people is audited
# description: |
#   These programs run with more rights than whoever starts them; a fault in one of them makes root. Asked for
#   is the execution of every such program that the walk over the file systems found, by people, for both word
#   sizes: one rule each with `path` and `perm=x`, or one rule on every execve of people. A rule on a link
#   records nothing: the kernel watches what runs.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
# custom:
#   severity: medium
#   subject: program
#   remediation: |
#     Add `-a always,exit -F path=PROGRAM -F perm=x -F auid>=1000 -F auid!=unset -k privileged` for each program;
#     `find / -xdev -perm /6000 -type f` lists them.
#   aliases: [audit-privileged]
package policies.detection.audit.privileged_programs_recorded

import data.policies.lib.audit
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := audit.facts(_events)

passed := audit.recorded(_events)

failed := audit.missed(_events)

not_applicable := audit.out_of_scope(_events)

_events := audit.events([one | some one in input.host.audit_privileged.data.events], "privileged")
