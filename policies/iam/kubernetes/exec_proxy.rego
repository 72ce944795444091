# METADATA
# title: Whoever enters pods or speaks to kubelets is declared
# description: |
#   `pods/exec` and `pods/attach` are a shell in every pod with all its secrets, `nodes/proxy` is the same past the audit log and the
#   admission of the API server. The roles admin and edit in a namespace do not count.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#     description: Role Based Access Control good practices
# custom:
#   severity: high
#   subject: cluster-subject
#   remediation: |
#     Remove `pods/exec`, `pods/attach` and `pods/ephemeralcontainers` from roles for daily work; a monitoring that has `nodes/proxy`
#     needs `nodes/metrics` only.
#   aliases: [k8s-exec-proxy]
#   parameters:
#     declared:
#       default: []
#       description: "Subjects that may, such as those of the team on duty. A `*` at the end stands for any rest."
package policies.iam.kubernetes.exec_proxy

import data.policies.lib.cluster
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := cluster.subjects(input.iam.cluster_access)

passed := cluster.without(input.iam.cluster_access, "exec-proxy", _declared)

failed := cluster.holding(input.iam.cluster_access, "exec-proxy", _declared)

_declared := data.parameters["iam.kubernetes.exec_proxy"].declared
