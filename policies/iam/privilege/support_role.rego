# METADATA
# title: Somebody may open cases with AWS support
# description: |
#   In an incident the provider is called, and the one who calls should not have to use root or an administrator for it. Counted
#   is a role, group or user to whom AWSSupportAccess is attached. An account that is helped from another one is declared.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/awssupport/latest/user/accessing-support.html
#     description: "Manage access to AWS Support Center"
# custom:
#   severity: low
#   subject: account
#   remediation: |
#     `aws iam attach-role-policy --role-name support --policy-arn arn:aws:iam::aws:policy/AWSSupportAccess`
#   aliases: [support-role]
#   parameters:
#     declared:
#       default: false
#       description: "Support is called from another account of the organization."
package policies.iam.privilege.support_role

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[_id] := []

passed[_id] := verdict.proof($"AWSSupportAccess is held by {concat(", ", sort({holder.id | some holder in _holders}))}", _holders) if {
	_declared == false
	count(_holders) > 0
}

failed[_id] := verdict.proof("nobody holds AWSSupportAccess", array.slice(input.iam.principals.data.principals, 0, 1)) if {
	_declared == false
	input.iam.principals.flag == "complete"
	count(_holders) == 0
}

not_applicable[_id] := verdict.proof("support is called from another account, as declared", []) if _declared == true

_holders := [principal |
	some principal in input.iam.principals.data.principals
	"AWSSupportAccess" in {attached.name | some attached in principal.attached; contains(attached.arn, ":iam::aws:policy/")}
]

_id := concat("", ["account:", input.iam.principals.data.account])

_declared := data.parameters["iam.privilege.support_role"].declared
