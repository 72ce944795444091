# METADATA
# title: /var/log/audit is a mount of its own
# description: |
#   auditd watches how much room its own file system has left; shared with other logs, those decide when it stops. A
#   host without the folder has no audit log to keep apart. Judged as it is mounted now and as it is mounted at
#   boot; an offline tree by its files alone.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/fstab.5.html
#     description: fstab(5)
# custom:
#   severity: low
#   subject: mount
#   remediation: >-
#     Give /var/log/audit a file system of its own: make it, copy what is there, and add a line to /etc/fstab. On a
#     small machine that a lost partition cannot hurt, accept the finding.
#   aliases: [fs-var-log-audit-separate]
package policies.host.mounts.var_log_audit_separate

import data.policies.lib.mounts
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := mounts.folders(_paths)

not_applicable := mounts.absent(_paths)

passed := mounts.separate(_paths)

failed := mounts.joined(_paths)

_paths := {"/var/log/audit"}
