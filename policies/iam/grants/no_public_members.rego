# METADATA
# title: No role is granted to everybody
# description: |
#   allUsers is the whole internet, allAuthenticatedUsers everybody with an account anywhere. What is public on purpose (a bucket of
#   a web site) is declared in `public`.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://cloud.google.com/iam/docs/principals-overview
#     description: "Principal types"
# custom:
#   severity: critical
#   subject: scope
#   remediation: |
#     `gcloud projects remove-iam-policy-binding PROJECT --member=allUsers --role=ROLE` (or `gcloud storage buckets …`), and enforce
#     iam.allowedPolicyMemberDomains and storage.publicAccessPrevention.
#   aliases: [gcp-no-public-members]
#   parameters:
#     public:
#       default: []
#       description: "Scopes that are public on purpose, such as `storage.googleapis.com/site`."
package policies.iam.grants.no_public_members

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[scope] := [] if some scope, _ in _by_scope

passed[scope] := verdict.proof("nothing is granted to everybody", []) if {
	some scope, assignments in _by_scope
	every assignment in assignments { _fine(assignment) }
}

failed[scope] := verdict.proof(concat("; ", sort({_text(assignment) | some assignment in found})), found) if {
	some scope, assignments in _by_scope
	found := [assignment | some assignment in assignments; _flawed(assignment)]
	count(found) > 0
}

_fine(assignment) if assignment.principal_kind != "everyone"

_fine(assignment) if assignment.scope in _public

_flawed(assignment) if {
	assignment.principal_kind == "everyone"
	every scope in _public { scope != assignment.scope }
}

_text(assignment) := $"{assignment.principal} holds {assignment.role}"

_by_scope[assignment.scope] contains assignment if {
	input.iam.role_assignments.data.system == "gcp"
	some assignment in input.iam.role_assignments.data.assignments
}

_public := data.parameters["iam.grants.no_public_members"].public
