# METADATA
# title: Groups of people who sign in with a password demand a second factor by policy
# description: |
#   A registered factor is asked for at the console, but keys work without it, and a user without one is let in as well. A policy
#   that denies whatever is done without a factor closes both. Counted is a statement of a policy of the group that denies with
#   the condition aws:MultiFactorAuthPresent false (BoolIfExists, which also catches keys; Bool does not), or allow statements
#   that all demand it true. Groups without a member who has a console password are not judged, nor those that grant nothing.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html
#     description: "AWS: deny all without a second factor"
# custom:
#   severity: medium
#   subject: group
#   remediation: |
#     Attach to the group a policy that denies everything but the registering of a factor, with the condition
#     {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}; the user guide holds it whole.
#   aliases: [group-mfa-enforced]
package policies.iam.factors.group_enforced

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[group.id] := array.concat([_statements(id) | some id in _held(group)], _consoles(group)) if some group in _groups

passed[group.id] := verdict.proof("denies what is done without a second factor", [group]) if {
	some group in _groups
	_peopled(group)
	_denies(group)
}

passed[group.id] := verdict.proof("allows nothing without a second factor", [group]) if {
	some group in _groups
	_peopled(group)
	_undenied(group)
	count(_held(group)) > 0
	every id in _held(group) { _allows_with_factor_only(id) }
}

failed[group.id] := verdict.proof($"grants {concat(", ", sort(_bare(group)))} without asking for a second factor", [group]) if {
	some group in _groups
	_peopled(group)
	_undenied(group)
	every id in _held(group) { _statements(id).value }
	count(_bare(group)) > 0
}

not_applicable[group.id] := verdict.proof("grants nothing", [group]) if {
	some group in _groups
	count(_held(group)) == 0
}

not_applicable[group.id] := verdict.proof("no member has a console password", [group]) if {
	some group in _groups
	count(_held(group)) > 0
	every fact in _consoles(group) { fact.value == false }
}

_peopled(group) if {
	some fact in _consoles(group)
	fact.value == true
}

# Members are the users whose entitlements name the group; one whose groups are not known may be a member.
_consoles(group) := array.concat(
	[account.console | some account in input.iam.accounts.data.accounts; $"group:{group.name}" in account.entitlements.value],
	[account.entitlements | some account in input.iam.accounts.data.accounts; account.entitlements.unknown],
)

_held(group) := array.concat([attached.policy | some attached in group.attached], [id | some id in group.inline])

_statements(id) := _policy[id].statements

_policy[policy.id] := policy if some policy in input.iam.policies.data.policies

_denies(group) if {
	some id in _held(group)
	some statement in _statements(id).value
	statement.effect == "deny"
	some condition in statement.conditions
	_is(condition, "boolifexists", "false")
}

_allows_with_factor_only(id) if {
	every statement in _statements(id).value { _safe(statement) }
}

_safe(statement) if statement.effect == "deny"

_safe(statement) if {
	some condition in statement.conditions
	_is(condition, "bool", "true")
}

_bare(group) := {_policy[id].name |
	some id in _held(group)
	some statement in _statements(id).value
	_unsafe(statement)
}

_undenied(group) if {
	every id in _held(group) {
		every statement in _statements(id).value { _catches_nothing(statement) }
	}
}

_catches_nothing(statement) if statement.effect == "allow"

_catches_nothing(statement) if {
	statement.effect == "deny"
	every condition in statement.conditions { _is(condition, "boolifexists", "false") == false }
}

_unsafe(statement) if {
	statement.effect == "allow"
	every condition in statement.conditions { _is(condition, "bool", "true") == false }
}

default _is(_, _, _) := false

_is(condition, operator, value) if {
	lower(condition.operator) == operator
	lower(condition.key) == "aws:multifactorauthpresent"
	value in condition.values
}

_groups contains group if {
	some group in input.iam.principals.data.principals
	group.kind == "group"
}
