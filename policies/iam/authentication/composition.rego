# METADATA
# title: Passwords hold the kinds of characters that the organization mandates
# description: |
#   Current guidance (NIST SP 800-63B) advises against demanding kinds of characters: length and a list of banned passwords do
#   more. So nothing is asked unless `required` names kinds, because a framework or contract of the organization does.
#   A rating of strength (Google Workspace) or a regular expression is no such demand.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://pages.nist.gov/800-63-3/sp800-63b.html
#     description: "Digital Identity Guidelines: Authentication"
# custom:
#   severity: low
#   subject: password-policy
#   remediation: |
#     Keycloak: password policy `lowerCase(1) and upperCase(1) and digits(1) and specialChars(1)`.
#     Okta: Security, Authenticators, Password, Complexity requirements.
#     AWS: `aws iam update-account-password-policy --require-lowercase-characters --require-numbers …`.
#   aliases: [password-lower, password-upper, password-number, password-symbol]
#   parameters:
#     required:
#       default: []
#       description: "Kinds that are mandated, of `lower`, `upper`, `number`, `symbol`; none by default."
package policies.iam.authentication.composition

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[policy.id] := [policy[kind] | some kind in _required] if some policy in input.iam.authentication_policy.data.policies

passed[policy.id] := verdict.proof($"demands {concat(", ", sort(_required))}", [policy[kind] | some kind in _required]) if {
	some policy in input.iam.authentication_policy.data.policies
	count(_required) > 0
	every kind in _required { policy[kind].value == true }
}

failed[policy.id] := verdict.proof(
	$"does not demand {concat(", ", sort(missing))}",
	[policy[kind] | some kind in missing],
) if {
	some policy in input.iam.authentication_policy.data.policies
	missing := {kind | some kind in _required; policy[kind].value == false}
	count(missing) > 0
}

not_applicable[policy.id] := verdict.proof("no kinds of characters are mandated (parameter required)", [policy]) if {
	some policy in input.iam.authentication_policy.data.policies
	count(_required) == 0
}

_required := data.parameters["iam.authentication.composition"].required
