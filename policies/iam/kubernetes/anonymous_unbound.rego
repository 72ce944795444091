# METADATA
# title: Requests without a name, and everybody with one, get no rights beyond the shipped ones
# description: |
#   system:anonymous and system:unauthenticated are whoever reaches the API server; system:authenticated is every user and every
#   pod, with some managed clusters everybody who has an account of the provider; system:serviceaccounts is every pod. What the
#   cluster ships for them (its version, discovery, the rights to ask about oneself) does not count. Bindings to system:masters are
#   needless, since that group may do everything past all bindings: only the shipped one does not count.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#discovery-roles
#     description: Discovery roles
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#     description: Role Based Access Control good practices
# custom:
#   severity: critical
#   subject: cluster-subject
#   remediation: |
#     Find the binding (`kubectl get clusterrolebindings,rolebindings -A -o yaml`), take the subject out of it, and bind the role to
#     the users, groups or service accounts that need it.
#   aliases: [k8s-anonymous-unbound]
#   parameters:
#     roles:
#       default: ["system:discovery", "system:basic-user", "system:public-info-viewer", "system:service-account-issuer-discovery", "kubeadm:bootstrap-signer-clusterinfo"]
#       description: Roles that everybody may have.
package policies.iam.kubernetes.anonymous_unbound

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

# Absence is worth telling: each of them is a subject where bindings were read.
subjects[id] := [] if {
	input.iam.role_assignments.data.system == "kubernetes"
	some id in (_always | {assignment.principal | some assignment in _assignments})
}

passed[id] := verdict.proof("it has the shipped roles at most", _held(id)) if {
	some id, _ in subjects
	count(_odd(id)) == 0
}

failed[id] := verdict.proof(concat("; ", sort({$"{assignment.role} at {assignment.scope}" | some assignment in _odd(id)})), _odd(id)) if {
	some id, _ in subjects
	count(_odd(id)) > 0
}

_always := {"user:system:anonymous", "group:system:unauthenticated", "group:system:authenticated"}

_held(id) := [assignment | some assignment in _assignments; assignment.principal == id]

_odd(id) := [assignment |
	some assignment in _held(id)
	count({assignment.role} & _shipped[_kind(id)]) == 0
]

_kind(id) := "masters" if id == "group:system:masters"

_kind(id) := "everybody" if id != "group:system:masters"

_shipped := {"masters": {"cluster-admin"}, "everybody": {role | some role in data.parameters["iam.kubernetes.anonymous_unbound"].roles}}

_assignments contains assignment if {
	input.iam.role_assignments.data.system == "kubernetes"
	some assignment in input.iam.role_assignments.data.assignments
	assignment.principal_kind == "everyone"
}

_assignments contains assignment if {
	input.iam.role_assignments.data.system == "kubernetes"
	some assignment in input.iam.role_assignments.data.assignments
	assignment.principal == "group:system:masters"
}
