# METADATA
# title: The constraints that keep a cloud organization closed are enforced
# description: |
#   A constraint on the organization stops a mistake before somebody makes it: no key files, no members of foreign domains, no
#   editor role for default accounts, no public buckets. Only what is enforced without a condition on the organization counts; a dry run
#   and one on a single project do not. One that is in the list nowhere is not enforced (the defaults of older organizations).
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://cloud.google.com/resource-manager/docs/organization-policy/org-policy-constraints
#     description: "Organization policy constraints"
# custom:
#   severity: high
#   subject: constraint
#   remediation: |
#     `gcloud org-policies set-policy` with `spec: {rules: [{enforce: true}]}` for organizations/ORG_ID/policies/CONSTRAINT; for
#     iam.allowedPolicyMemberDomains give `values: {allowedValues: [CUSTOMER_ID]}`. Try it with dryRunSpec first.
#   aliases: [gcp-org-policies]
#   parameters:
#     required:
#       default: [iam.disableServiceAccountKeyCreation, iam.allowedPolicyMemberDomains, iam.automaticIamGrantsForDefaultServiceAccounts, storage.publicAccessPrevention]
#       description: "The constraints that must be enforced."
package policies.iam.constraints.enforced

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[name] := [constraint.enforced | some constraint in _of(name)] if {
	input.iam.org_constraints.data.system == "gcp"
	some name in _required
}

passed[name] := verdict.proof("enforced on the organization", _holding(name)) if {
	some name in _required
	count(_holding(name)) > 0
}

failed[name] := verdict.proof("not enforced on the organization", _of(name)) if {
	some name in _required
	count(_of(name)) > 0
	every constraint in _of(name) { constraint.enforced.value == false }
}

# Only the whole list proves that something is not in it.
failed[name] := verdict.proof("not set on the organization", []) if {
	input.iam.org_constraints.flag == "complete"
	some name in _required
	count(_of(name)) == 0
}

_holding(name) := [constraint.enforced | some constraint in _of(name); constraint.enforced.value == true]

# What is set on a folder or project says nothing of the organization; the older form does not tell where it is set.
_of(name) := [constraint |
	some constraint in input.iam.org_constraints.data.constraints
	constraint.constraint == name
	startswith(constraint.scope, "folders/") == false
	startswith(constraint.scope, "projects/") == false
]

_required := data.parameters["iam.constraints.enforced"].required
