# METADATA
# title: Default service accounts hold no role on projects and above
# description: |
#   The default service accounts of Compute Engine and App Engine are what a workload runs as when nobody chose: each role they hold,
#   every careless workload has. They are told by their names. Roles on a single resource do not count.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://cloud.google.com/iam/docs/service-account-types
#     description: "Types of service accounts"
# custom:
#   severity: high
#   subject: scope
#   remediation: |
#     Give each workload a service account of its own; then
#     `gcloud projects remove-iam-policy-binding PROJECT --member=serviceAccount:NUMBER-compute@developer.gserviceaccount.com --role=roles/editor`, and
#     enforce iam.automaticIamGrantsForDefaultServiceAccounts.
#   aliases: [gcp-default-sa-no-grants]
package policies.iam.grants.default_accounts_without_roles

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[scope] := [] if some scope, _ in _by_scope

passed[scope] := verdict.proof("no default service account holds a role", []) if {
	some scope, assignments in _by_scope
	every assignment in assignments { _fine(assignment) }
}

failed[scope] := verdict.proof(concat("; ", sort({_text(assignment) | some assignment in found})), found) if {
	some scope, assignments in _by_scope
	found := [assignment | some assignment in assignments; _flawed(assignment)]
	count(found) > 0
}

_fine(assignment) if {
	every ending in _default { endswith(assignment.principal, ending) == false }
}

_flawed(assignment) if {
	startswith(assignment.principal, "service:")
	some ending in _default
	endswith(assignment.principal, ending)
}

_default := {"-compute@developer.gserviceaccount.com", "@appspot.gserviceaccount.com"}

_text(assignment) := $"{assignment.principal} holds {assignment.role}"

_by_scope[assignment.scope] contains assignment if {
	input.iam.role_assignments.data.system == "gcp"
	some assignment in input.iam.role_assignments.data.assignments
	assignment.scope_kind in {"project", "folder", "organization"}
}
