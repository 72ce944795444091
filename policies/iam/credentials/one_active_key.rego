# METADATA
# title: No user has more than one active access key
# description: |
#   The second slot is for rotation. Two active keys at once mean that a rotation was not finished or that two programs
#   share one user. During a rotation this fails for a few days, which is why it weighs little.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html
#     description: Update access keys
# custom:
#   severity: low
#   subject: user
#   remediation: "Finish the rotation: deactivate and delete the older key; give a second program a user or role of its own."
#   aliases: [one-active-key]
package policies.iam.credentials.one_active_key

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[account.id] := account.active_keys if {
	some account in input.iam.accounts.data.accounts
	account.kind == "user"
}

passed[id] := verdict.proof($"{fact.value} active access key(s)", [fact]) if {
	some id, fact in subjects
	fact.value <= 1
}

failed[id] := verdict.proof($"{fact.value} active access keys", [fact]) if {
	some id, fact in subjects
	fact.value > 1
}
