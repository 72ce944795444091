# METADATA
# title: Roles that other accounts may take on do not read everything
# description: |
#   ReadOnlyAccess reads the contents of every bucket, table, queue and log, not settings alone: whoever takes such a role on
#   carries the data away. An auditor needs SecurityAudit or ViewOnlyAccess, which tell settings. Accounts of the same
#   organization are named in `own_accounts`; a role that any account may take on is judged by the rule on open trust.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ReadOnlyAccess.html
#     description: "ReadOnlyAccess"
#   - ref: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/SecurityAudit.html
#     description: "SecurityAudit"
# custom:
#   severity: medium
#   subject: role
#   remediation: |
#     `aws iam detach-role-policy --role-name NAME --policy-arn arn:aws:iam::aws:policy/ReadOnlyAccess`, and attach
#     arn:aws:iam::aws:policy/SecurityAudit instead.
#   aliases: [cross-account-readonly]
#   parameters:
#     own_accounts:
#       default: []
#       description: "Account ids, as strings, that belong to the same organization."
package policies.iam.roles.read_only_not_foreign

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[role.id] := role.trust if some role in input.iam.roles.data.roles

passed[role.id] := verdict.proof("ReadOnlyAccess is not attached", [role.trust]) if {
	some role in input.iam.roles.data.roles
	count(_foreign(role)) > 0
	role.id in _held_by_name
	every name in _attached[role.id] { name != "ReadOnlyAccess" }
}

failed[role.id] := verdict.proof(
	$"reads everything, and may be taken on from account {concat(", ", sort(_foreign(role)))}",
	[role.trust],
) if {
	some role in input.iam.roles.data.roles
	count(_foreign(role)) > 0
	"ReadOnlyAccess" in _attached[role.id]
}

not_applicable[role.id] := verdict.proof("no foreign account may take it on", [role.trust]) if {
	some role in input.iam.roles.data.roles
	role.trust.value
	count(_foreign(role)) == 0
}

_foreign(role) := {grant.account |
	some grant in role.trust.value
	grant.kind == "foreign-account"
	every account in _own_accounts { account != grant.account }
}

_attached[principal.id] := {attached.name |
	some attached in principal.attached
	contains(attached.arn, ":iam::aws:policy/")
} if {
	some principal in input.iam.principals.data.principals
}

_held_by_name := {id | some id, _ in _attached}

_own_accounts := data.parameters["iam.roles.read_only_not_foreign"].own_accounts
