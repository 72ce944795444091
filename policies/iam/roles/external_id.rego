# METADATA
# title: Roles that trust another account ask for an external id or an organization
# description: |
#   A provider that serves many customers can be talked into using its access to your account for another customer (the
#   confused deputy). An external id, or a condition on your organization, stops that. Accounts of your own go into
#   `own_accounts`. A condition that only asks for a second factor does not count.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-user_externalid.html
#     description: Access to AWS accounts owned by third parties
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
#     description: The confused deputy problem
# custom:
#   severity: high
#   subject: role
#   remediation: Agree on an external id with the provider and add a StringEquals condition on sts:ExternalId; for your own accounts, add aws:PrincipalOrgID or declare them.
#   aliases: [cross-account-external-id]
#   parameters:
#     own_accounts:
#       default: []
#       description: Account ids, as strings, that belong to the same organization.
package policies.iam.roles.external_id

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[role.id] := role.trust if some role in input.iam.roles.data.roles

passed[role.id] := verdict.proof("every foreign account is pinned by a condition", grants) if {
	some role in input.iam.roles.data.roles
	grants := _foreign[role.id]
	count(grants) > 0
	every grant in grants { _pinned(grant) }
}

failed[role.id] := verdict.proof(concat("; ", sort({_text(grant) | some grant in grants})), grants) if {
	some role in input.iam.roles.data.roles
	grants := _unpinned[role.id]
	count(grants) > 0
}

not_applicable[role.id] := verdict.proof("trusts no foreign account", [role.trust]) if {
	some role in input.iam.roles.data.roles
	every grant in role.trust.value { _ours(grant) }
}

_foreign[role.id] := [grant |
	some grant in role.trust.value
	grant.kind == "foreign-account"
	every account in _own_accounts { account != grant.account }
] if {
	some role in input.iam.roles.data.roles
}

_unpinned[id] := [grant |
	some grant in grants
	every pin in grant.restrictions { not pin in _pinning }
] if {
	some id, grants in _foreign
}

_ours(grant) if grant.kind != "foreign-account"

_ours(grant) if grant.account in _own_accounts

_pinned(grant) if {
	some pin in grant.restrictions
	pin in _pinning
}

_pinning := {"external-id", "organization"}

_text(grant) := $"trusts {grant.value} without an external id or organization"

_own_accounts := data.parameters["iam.roles.external_id"].own_accounts
