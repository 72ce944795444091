# METADATA
# title: Workloads do not carry the token of the default service account
# description: |
#   Every pod that names no service account runs as `default` of its namespace and gets its token mounted: whoever breaks in speaks
#   to the API server with it, and a right that is once bound to it is everybody's there. Judged is each workload; one with an
#   account of its own is meant to use it. Namespaces of the cluster itself do not count. Rights bound to a default account are
#   judged at the workload, which has them then.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting
#     description: Opt out of API credential automounting
# custom:
#   severity: medium
#   subject: workload
#   remediation: |
#     `automountServiceAccountToken: false` in the pod, or once for all:
#     `kubectl patch serviceaccount default -n NAMESPACE -p '{"automountServiceAccountToken": false}'`. A program that speaks to the
#     API gets an account of its own (`serviceAccountName`) with the rights that it needs.
#   aliases: [k8s-default-sa-unused]
#   parameters:
#     namespaces:
#       default: [kube-system, kube-public, kube-node-lease]
#       description: Namespaces that are not judged.
package policies.iam.kubernetes.default_account_unused

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [workload.service_account, workload.mounts_token] if some id, workload in _workloads

passed[id] := verdict.proof(text, [workload.service_account]) if {
	some id, workload in _workloads
	text := _good[id]
}

failed[id] := verdict.proof($"it carries the token of the default service account{_rights(workload)}", [workload.service_account, workload.mounts_token]) if {
	some id, workload in _workloads
	workload.service_account.value == "default"
	workload.mounts_token.value == true
}

_good[id] := $"it runs as {workload.service_account.value}" if {
	some id, workload in _workloads
	workload.service_account.value != "default"
}

_good[id] := "no token is mounted" if {
	some id, workload in _workloads
	workload.service_account.value == "default"
	workload.mounts_token.value == false
}

_rights(workload) := "" if count(_roles(workload)) == 0

_rights(workload) := $", which holds {concat(", ", sort(_roles(workload)))}" if count(_roles(workload)) > 0

_roles(workload) := {$"{assignment.role} at {assignment.scope}" |
	some assignment in object.get(input.iam, ["role_assignments", "data", "assignments"], [])
	assignment.principal == $"service:{workload.namespace}/default"
}

_workloads[$"workload:{workload.id}"] := workload if {
	some workload in input.iam.workload_identities.data.workloads
	count({workload.namespace} & {name | some name in data.parameters["iam.kubernetes.default_account_unused"].namespaces}) == 0
}
