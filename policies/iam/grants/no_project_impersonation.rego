# METADATA
# title: Nobody may act as every service account of a project
# description: |
#   Token creator, user and workload identity user of service accounts, granted on a project or above, let their holder be any
#   service account in it, those made later too: mostly a way to its most powerful one. Granted on a single service account they are fine.
#   Agents that Google itself runs do not count.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://cloud.google.com/iam/docs/service-account-permissions
#     description: "Roles for service account authentication"
# custom:
#   severity: high
#   subject: scope
#   remediation: |
#     Grant it on the one service account: `gcloud iam service-accounts add-iam-policy-binding SA --member=MEMBER --role=roles/iam.serviceAccountUser`,
#     then `gcloud projects remove-iam-policy-binding PROJECT --member=MEMBER --role=roles/iam.serviceAccountUser`.
#   aliases: [gcp-no-sa-impersonation-project]
package policies.iam.grants.no_project_impersonation

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[scope] := [] if some scope, _ in _by_scope

passed[scope] := verdict.proof("no role to act as all its service accounts is granted", []) if {
	some scope, assignments in _by_scope
	every assignment in assignments { _fine(assignment) }
}

failed[scope] := verdict.proof(concat("; ", sort({_text(assignment) | some assignment in found})), found) if {
	some scope, assignments in _by_scope
	found := [assignment | some assignment in assignments; _flawed(assignment)]
	count(found) > 0
}

_fine(assignment) if every role in _impersonating { role != assignment.role }

_fine(assignment) if startswith(assignment.principal, "google-agent:")

_flawed(assignment) if {
	assignment.role in _impersonating
	startswith(assignment.principal, "google-agent:") == false
}

_impersonating := {
	"roles/iam.serviceAccountTokenCreator",
	"roles/iam.serviceAccountUser",
	"roles/iam.workloadIdentityUser",
	"roles/iam.serviceAccountOpenIdTokenCreator",
}

_text(assignment) := $"{assignment.principal} holds {assignment.role}"

_by_scope[assignment.scope] contains assignment if {
	input.iam.role_assignments.data.system == "gcp"
	some assignment in input.iam.role_assignments.data.assignments
	assignment.scope_kind in {"project", "folder", "organization"}
}
