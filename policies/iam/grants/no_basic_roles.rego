# METADATA
# title: Nobody holds owner or editor on projects and above
# description: |
#   The basic roles hold thousands of permissions over every service, also those that come later. Held on a folder or the
#   organization they hold for all projects below. `roles/viewer` does not count here. Agents that Google itself runs do not count; conditional
#   and temporary grants do: while they hold, they hold all. What is declared in `exempt` (an emergency group) does not count.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://cloud.google.com/iam/docs/roles-overview
#     description: "Roles and permissions"
# custom:
#   severity: high
#   subject: scope
#   remediation: |
#     See what is used (`gcloud recommender recommendations list --recommender=google.iam.policy.Recommender …`), grant that role, then
#     `gcloud projects remove-iam-policy-binding PROJECT --member=MEMBER --role=roles/owner`.
#   aliases: [gcp-no-basic-roles]
#   parameters:
#     exempt:
#       default: []
#       description: "Principals that may hold a basic role, such as `group:break-glass@example.com`."
package policies.iam.grants.no_basic_roles

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[scope] := [] if some scope, _ in _by_scope

passed[scope] := verdict.proof("neither owner nor editor is granted", []) if {
	some scope, assignments in _by_scope
	every assignment in assignments { _fine(assignment) }
}

failed[scope] := verdict.proof(concat("; ", sort({_text(assignment) | some assignment in found})), found) if {
	some scope, assignments in _by_scope
	found := [assignment | some assignment in assignments; _flawed(assignment)]
	count(found) > 0
}

_fine(assignment) if every role in {"roles/owner", "roles/editor"} { role != assignment.role }

_fine(assignment) if startswith(assignment.principal, "google-agent:")

_fine(assignment) if assignment.principal in _exempt

_flawed(assignment) if {
	assignment.role in {"roles/owner", "roles/editor"}
	_counts(assignment)
}

_counts(assignment) if {
	startswith(assignment.principal, "google-agent:") == false
	every one in _exempt { one != assignment.principal }
}

_text(assignment) := $"{assignment.principal} holds {assignment.role}"

_by_scope[assignment.scope] contains assignment if {
	input.iam.role_assignments.data.system == "gcp"
	some assignment in input.iam.role_assignments.data.assignments
	assignment.scope_kind in {"project", "folder", "organization"}
}

_exempt := data.parameters["iam.grants.no_basic_roles"].exempt
