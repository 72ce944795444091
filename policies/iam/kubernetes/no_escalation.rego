# METADATA
# title: Nobody but the platform team can raise rights or act as others
# description: |
#   `escalate` and `bind` on roles give any right there is, `impersonate` makes one any user, group or service account: each is as much
#   as the rights of the highest, without looking like it. Rules that are limited to names (`resourceNames`) do not count, unless the
#   names are cluster-admin or system:masters.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#     description: Role Based Access Control good practices
# custom:
#   severity: high
#   subject: cluster-subject
#   remediation: |
#     Remove the verbs, or limit them by `resourceNames` to the roles and accounts that are meant. Those of the platform team and of the
#     tool that rolls out roles are declared.
#   aliases: [k8s-no-escalate-bind]
#   parameters:
#     declared:
#       default: []
#       description: "Subjects of the platform team. A `*` at the end stands for any rest."
package policies.iam.kubernetes.no_escalation

import data.policies.lib.cluster
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := cluster.subjects(input.iam.cluster_access)

passed := cluster.without(input.iam.cluster_access, "escalate", _declared)

failed := cluster.holding(input.iam.cluster_access, "escalate", _declared)

_declared := data.parameters["iam.kubernetes.no_escalation"].declared
