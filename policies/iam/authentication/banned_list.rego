# METADATA
# title: Known and breached passwords are refused
# description: |
#   Attackers try the passwords of earlier breaches first. A list of banned passwords stops more guesses than any rule on kinds of
#   characters. That the list is good cannot be seen from the settings.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://pages.nist.gov/800-63-3/sp800-63b.html
#     description: "Digital Identity Guidelines: Authentication"
# custom:
#   severity: medium
#   subject: password-policy
#   remediation: |
#     Keycloak: put a list into data/password-blacklists and add `passwordBlacklist(FILE)` to the password policy.
#     Okta: Security, Authenticators, Password, Common password check. Google Workspace: Enforce strong password.
#   aliases: [password-banned-list]
package policies.iam.authentication.banned_list

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[policy.id] := policy.banned_list if some policy in input.iam.authentication_policy.data.policies

passed[policy.id] := verdict.proof("listed passwords are refused", [policy.banned_list]) if {
	some policy in input.iam.authentication_policy.data.policies
	policy.banned_list.value == true
}

failed[policy.id] := verdict.proof("listed passwords are taken", [policy.banned_list]) if {
	some policy in input.iam.authentication_policy.data.policies
	policy.banned_list.value == false
}

# AWS has no such setting for the users of an account.
not_applicable[policy.id] := verdict.proof("the provider has no list of refused passwords to set", [policy]) if {
	input.iam.authentication_policy.data.system == "aws"
	some policy in input.iam.authentication_policy.data.policies
}
