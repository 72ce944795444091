# METADATA
# title: Nobody but the platform team changes admission or approves certificates
# description: |
#   A mutating webhook sees and rewrites everything that is made, secrets too; whoever approves certificate requests makes itself a
#   certificate of any user.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#     description: Role Based Access Control good practices
# custom:
#   severity: high
#   subject: cluster-subject
#   remediation: |
#     Remove the rules on `mutatingwebhookconfigurations`, `validatingwebhookconfigurations`, `signers` (approve) and
#     `certificatesigningrequests/approval`. Operators that keep their own webhook limit the rule by `resourceNames`; those that
#     cannot are declared.
#   aliases: [k8s-admission-csr]
#   parameters:
#     declared:
#       default: []
#       description: "Subjects of the platform team and of operators that keep their own webhook. A `*` at the end stands for any rest."
package policies.iam.kubernetes.admission_control

import data.policies.lib.cluster
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := cluster.subjects(input.iam.cluster_access)

passed := cluster.without(input.iam.cluster_access, "admission-csr", _declared)

failed := cluster.holding(input.iam.cluster_access, "admission-csr", _declared)

_declared := data.parameters["iam.kubernetes.admission_control"].declared
