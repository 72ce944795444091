# METADATA
# title: Only declared subjects may do everything in the cluster
# description: |
#   cluster-admin, or a role of the same content under another name, bound to the whole cluster is every secret, node and pod.
#   Judged is each subject of a binding but the cluster's own (system:masters, kubeadm:cluster-admins, components of the control
#   plane). Bound in one namespace only, it is judged as a wildcard.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#     description: Role Based Access Control good practices
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles
#     description: User-facing roles
# custom:
#   severity: critical
#   subject: cluster-subject
#   remediation: |
#     `kubectl delete clusterrolebinding NAME` after a role that names what is needed is bound in its place; people get `admin` or
#     `edit` in their namespaces. Declare the account for emergencies, and watch its use.
#   aliases: [k8s-cluster-admin-bound]
#   parameters:
#     declared:
#       default: []
#       description: "Subjects that may do everything (an account for emergencies). A `*` at the end stands for any rest."
package policies.iam.kubernetes.cluster_admin_bound

import data.policies.lib.cluster
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[subject.id] := [subject.whole] if some subject in input.iam.cluster_access.data.subjects

passed := cluster.not_admins(input.iam.cluster_access, _declared)

failed := cluster.admins(input.iam.cluster_access, _declared)

_declared := data.parameters["iam.kubernetes.cluster_admin_bound"].declared
