# METADATA
# title: Whoever makes workloads or volumes is declared
# description: |
#   Who makes a pod chooses its service account, secrets and node, and so has the rights of every account of the namespace; who makes a
#   persistent volume reads the disks of nodes. The roles admin and edit in a namespace do not count, which are made for that.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#     description: Role Based Access Control good practices
# custom:
#   severity: high
#   subject: cluster-subject
#   remediation: |
#     Bind `edit` in the namespace to people who work there, and give the rollout (Argo CD, Flux, a pipeline) an account of its own that
#     is declared.
#   aliases: [k8s-workload-create]
#   parameters:
#     declared:
#       default: []
#       description: "Subjects that roll out, such as `argocd/argocd-application-controller`. A `*` at the end stands for any rest."
package policies.iam.kubernetes.workload_create

import data.policies.lib.cluster
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := cluster.subjects(input.iam.cluster_access)

passed := cluster.without(input.iam.cluster_access, "workload-create", _declared)

failed := cluster.holding(input.iam.cluster_access, "workload-create", _declared)

_declared := data.parameters["iam.kubernetes.workload_create"].declared
