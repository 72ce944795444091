# METADATA
# title: No role gives every resource to whom it is bound
# description: |
#   A rule with every resource (`*`) and writing verbs holds secrets, roles and what the next version or extension adds, which nobody
#   chose. Judged is each subject of a binding: rules of the core group or of all groups, in a namespace or in the whole cluster.
#   Reading everything is told by the rule about secrets; what an operator does with the resources of its own API group does not
#   count, nor do the cluster's own components.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#     description: Role Based Access Control good practices
# custom:
#   severity: high
#   subject: cluster-subject
#   remediation: |
#     List the resources and verbs that are used (`kubectl auth can-i --list --as=system:serviceaccount:NS:NAME`, or the audit log), and
#     write them into the role in place of `*`.
#   aliases: [k8s-no-wildcard-rbac]
#   parameters:
#     declared:
#       default: []
#       description: "Subjects that may hold such a role. A `*` at the end stands for any rest."
package policies.iam.kubernetes.no_wildcard_rbac

import data.policies.lib.cluster
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := cluster.subjects(input.iam.cluster_access)

passed := cluster.without(input.iam.cluster_access, "wildcard", _declared)

failed := cluster.holding(input.iam.cluster_access, "wildcard", _declared)

_declared := data.parameters["iam.kubernetes.no_wildcard_rbac"].declared
