# METADATA
# title: Whoever reads all secrets of a namespace or cluster is declared
# description: |
#   Secrets hold the passwords of databases and the tokens of other accounts; `list` and `watch` show their content as `get` does. Rules
#   that name the secrets do not count; the roles admin and edit in a namespace do not either, which are made to rule it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#     description: Role Based Access Control good practices
# custom:
#   severity: high
#   subject: cluster-subject
#   remediation: |
#     Name the secrets (`resourceNames`), mount them instead of reading them by the API, or declare the controller that needs all of them
#     (an operator of certificates or external secrets).
#   aliases: [k8s-secret-read]
#   parameters:
#     declared:
#       default: []
#       description: "Subjects that may read secrets, such as `external-secrets/external-secrets`. A `*` at the end stands for any rest."
package policies.iam.kubernetes.secret_read

import data.policies.lib.cluster
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := cluster.subjects(input.iam.cluster_access)

passed := cluster.without(input.iam.cluster_access, "secret-read", _declared)

failed := cluster.holding(input.iam.cluster_access, "secret-read", _declared)

_declared := data.parameters["iam.kubernetes.secret_read"].declared
