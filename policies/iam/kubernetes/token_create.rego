# METADATA
# title: Whoever makes tokens of service accounts is declared
# description: |
#   `create` on `serviceaccounts/token` makes a token of any account in the namespace, or in the cluster: whoever has it is all of them.
#   Rules that name the accounts do not count; the roles admin and edit in a namespace do not either.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#     description: Role Based Access Control good practices
# custom:
#   severity: high
#   subject: cluster-subject
#   remediation: |
#     Limit the rule by `resourceNames` to the accounts that are meant, or declare the controller (Vault, an external secrets
#     operator).
#   aliases: [k8s-token-create]
#   parameters:
#     declared:
#       default: []
#       description: "Subjects that may. A `*` at the end stands for any rest."
package policies.iam.kubernetes.token_create

import data.policies.lib.cluster
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := cluster.subjects(input.iam.cluster_access)

passed := cluster.without(input.iam.cluster_access, "token-create", _declared)

failed := cluster.holding(input.iam.cluster_access, "token-create", _declared)

_declared := data.parameters["iam.kubernetes.token_create"].declared
