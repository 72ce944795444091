# METADATA
# title: No enabled account was left unused since it was made
# description: |
#   An account that nobody ever used was not needed, or its first sign-in went to somebody else. Accounts younger than the
#   limit get time. Emergency accounts are unused by design: name them in `exempt`. An unknown last use is never "never".
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
#     description: The credential report
# custom:
#   severity: medium
#   subject: user
#   remediation: Ask who requested it; without an answer, remove its password and keys, then the user.
#   aliases: [never-used-account]
#   parameters:
#     max_days:
#       default: 30
#       description: How long an account may stay unused after it was made.
#     exempt:
#       default: []
#       description: Ids of emergency accounts, such as `user:break-glass`.
package policies.iam.credentials.account_used

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[account.id] := [account.enabled, account.last_activity, account.age_days] if some account in _accounts

passed[account.id] := verdict.proof($"last used on {account.last_activity.value}", [account.last_activity]) if {
	some account in _accounts
	account.enabled.value == true
	account.last_activity.value != "never"
}

passed[account.id] := verdict.proof($"made {account.age_days.value} days ago", [account.age_days]) if {
	some account in _accounts
	account.enabled.value == true
	account.last_activity.value == "never"
	account.age_days.value <= _parameters.max_days
}

failed[account.id] := verdict.proof(
	$"never used in the {account.age_days.value} days since it was made",
	[account.last_activity],
) if {
	some account in _accounts
	account.enabled.value == true
	account.last_activity.value == "never"
	account.age_days.value > _parameters.max_days
}

not_applicable[account.id] := verdict.proof("neither a console password nor an active key", [account.enabled]) if {
	some account in _accounts
	account.enabled.value == false
}

_accounts := [account |
	some account in input.iam.accounts.data.accounts
	account.kind == "user"
	every id in _parameters.exempt { id != account.id }
]

_parameters := data.parameters["iam.credentials.account_used"]
