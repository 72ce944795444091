# METADATA
# title: Service accounts hold no administrative role
# description: |
#   A service account of administrative power turns each workload that runs as it, and each key of it, into an administrator.
#   Owner, editor, roles whose name ends in admin and custom roles that may change policies count, on projects and above; roles on a single
#   resource do not. Agents that Google itself runs do not count. Deployment accounts that must administer are declared in `exempt`.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://cloud.google.com/iam/docs/best-practices-service-accounts
#     description: "Best practices for using service accounts"
# custom:
#   severity: high
#   subject: service-account
#   remediation: |
#     Grant the few permissions that it uses by a narrower or custom role, then
#     `gcloud projects remove-iam-policy-binding PROJECT --member=serviceAccount:EMAIL --role=ROLE`.
#   aliases: [gcp-sa-no-admin]
#   parameters:
#     exempt:
#       default: []
#       description: "Ids of accounts that administer by design, such as `service:terraform@p.iam.gserviceaccount.com`."
package policies.iam.grants.service_accounts_not_admin

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[principal] := [assignment.power | some assignment in assignments] if some principal, assignments in _held

passed[principal] := verdict.proof("holds no administrative role", []) if {
	some principal, assignments in _held
	every assignment in assignments { assignment.power.value == "standard" }
}

failed[principal] := verdict.proof(concat("; ", sort({$"{a.role} on {a.scope}" | some a in found})), found) if {
	some principal, assignments in _held
	found := [assignment | some assignment in assignments; assignment.power.value in {"admin", "privileged"}]
	count(found) > 0
}

_held[assignment.principal] contains assignment if {
	input.iam.role_assignments.data.system == "gcp"
	some assignment in input.iam.role_assignments.data.assignments
	assignment.scope_kind in {"project", "folder", "organization"}
	startswith(assignment.principal, "service:")

	# The default accounts are judged by iam.grants.default_accounts_without_roles.
	endswith(assignment.principal, "-compute@developer.gserviceaccount.com") == false
	endswith(assignment.principal, "@appspot.gserviceaccount.com") == false
	every id in data.parameters["iam.grants.service_accounts_not_admin"].exempt { id != assignment.principal }
}
