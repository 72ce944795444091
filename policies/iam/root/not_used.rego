# METADATA
# title: The root user of the account was not used lately
# description: |
#   Daily work under root leaves no author and no limit. A root that was never used passes; use of its password or of its
#   keys counts. An emergency or a task that only root can do will fail this rule for a while: waive it with the ticket.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html
#     description: AWS root user best practices
# custom:
#   severity: high
#   subject: root-user
#   remediation: Find who signed in (CloudTrail, userIdentity.type = Root), give them a role for the task, and lock the root credentials away.
#   aliases: [root-not-used]
#   parameters:
#     min_days:
#       default: 90
#       description: How many days root must have been idle.
package policies.iam.root.not_used

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[account.id] := [account.last_activity, account.idle_days] if some account in _roots

passed[account.id] := verdict.proof("root was never used", [account.last_activity]) if {
	some account in _roots
	account.last_activity.value == "never"
}

passed[account.id] := verdict.proof($"root was last used {account.idle_days.value} days ago", [account.idle_days]) if {
	some account in _roots
	account.last_activity.value != "never"
	account.idle_days.value >= _min_days
}

failed[account.id] := verdict.proof(
	$"root was used {account.idle_days.value} days ago, on {account.last_activity.value}",
	[account.last_activity],
) if {
	some account in _roots
	account.last_activity.value != "never"
	account.idle_days.value < _min_days
}

_roots contains account if {
	some account in input.iam.accounts.data.accounts
	account.kind == "root"
}

_min_days := data.parameters["iam.root.not_used"].min_days
