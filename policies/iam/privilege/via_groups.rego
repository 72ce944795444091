# METADATA
# title: Users get their permissions through groups and roles only
# description: |
#   Rights attached to a single user are forgotten when the person changes work and are seen by no review of groups. Program
#   users that cannot be replaced by a role yet can be named in `exempt`.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
#     description: Security best practices in IAM
# custom:
#   severity: low
#   subject: user
#   remediation: Move the policy to a group (`aws iam attach-group-policy`), add the user to it and detach the policy from the user.
#   aliases: [permissions-via-groups]
#   parameters:
#     exempt:
#       default: []
#       description: Ids of users that may hold policies of their own, such as `user:svc-backup`.
package policies.iam.privilege.via_groups

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[user.id] := [user] if some user in _users

passed[user.id] := verdict.proof("no policy of its own", [user]) if {
	some user in _users
	count(user.attached) + count(user.inline) == 0
}

failed[user.id] := verdict.proof($"holds by itself: {concat(", ", sort(_own[user.id]))}", [user]) if {
	some user in _users
	count(user.attached) + count(user.inline) > 0
}

_users := [user |
	some user in input.iam.principals.data.principals
	user.kind == "user"
	every id in _exempt { id != user.id }
]

_own[user.id] contains policy.name if {
	some user in _users
	some policy in user.attached
}

_own[user.id] contains id if {
	some user in _users
	some id in user.inline
}

_exempt := data.parameters["iam.privilege.via_groups"].exempt
