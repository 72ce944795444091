# METADATA
# title: Nobody both administers service accounts and acts as them
# description: |
#   Who makes service accounts and gives them roles must not be who runs work as them: together they are a way to any
#   permission that nobody approved. Roles on projects and above count, on whatever of them; owner holds both and is judged by
#   `iam.grants.no_basic_roles`. Agents that Google itself runs do not count.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://cloud.google.com/iam/docs/service-account-permissions
#     description: "Roles for service account authentication"
# custom:
#   severity: high
#   subject: principal
#   remediation: |
#     Leave one of the two roles with another person or group:
#     `gcloud projects remove-iam-policy-binding PROJECT --member=MEMBER --role=roles/iam.serviceAccountUser`.
#   aliases: [sa-sod]
package policies.iam.grants.service_account_duties_apart

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[principal] := [] if some principal, _ in _held

passed[principal] := verdict.proof("administers service accounts and does not act as them", []) if {
	some principal, assignments in _held
	every assignment in assignments {
		every role in _user { role != assignment.role }
	}
}

passed[principal] := verdict.proof("acts as service accounts and does not administer them", []) if {
	some principal, assignments in _held
	every assignment in assignments {
		every role in _admin { role != assignment.role }
	}
}

failed[principal] := verdict.proof(
	$"holds {concat(" and ", sort({a.role | some a in assignments}))}",
	[a | some a in assignments],
) if {
	some principal, assignments in _held
	some one in assignments
	one.role in _admin
	some other in assignments
	other.role in _user
}

_admin := {"roles/iam.serviceAccountAdmin", "roles/iam.serviceAccountKeyAdmin", "roles/iam.serviceAccountCreator"}

_user := {"roles/iam.serviceAccountUser", "roles/iam.serviceAccountTokenCreator"}

_held[assignment.principal] contains assignment if {
	input.iam.role_assignments.data.system == "gcp"
	some assignment in input.iam.role_assignments.data.assignments
	assignment.role in (_admin | _user)
	assignment.scope_kind in {"project", "folder", "organization"}
	startswith(assignment.principal, "google-agent:") == false
}
