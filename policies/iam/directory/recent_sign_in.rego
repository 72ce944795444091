# METADATA
# title: Enabled people signed in lately
# description: |
#   An account nobody signs in to is a door whose owner would not notice that it opened. Somebody who never signed in is judged
#   by the rule on accounts that were never used. Long leave is a reason to suspend the account, not to leave it open; those on
#   leave may be named in `exempt`. An unknown last sign-in is never "never": many directories tell it only with a licence.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/en-us/entra/identity/monitoring-health/howto-manage-inactive-user-accounts
#     description: "Manage inactive user accounts"
# custom:
#   severity: medium
#   subject: identity
#   remediation: |
#     Ask the manager; disable the account, and delete it a month later. Entra ID: an access review of inactive users.
#     Google Workspace: suspend. Okta: deactivate after a lifecycle policy. Active Directory: `Search-ADAccount -AccountInactive`.
#   aliases: [user-recent-signin]
#   parameters:
#     max_days:
#       default: 45
#       description: "How long ago the last sign-in may be."
#     exempt:
#       default: []
#       description: "Ids of people on leave and of emergency accounts."
package policies.iam.directory.recent_sign_in

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[one.id] := [one.enabled, one.last_activity, one.idle_days] if some one in _people

passed[one.id] := verdict.proof($"signed in {one.idle_days.value} days ago", [one.idle_days]) if {
	some one in _used
	one.idle_days.value <= _parameters.max_days
}

failed[one.id] := verdict.proof($"enabled, and has not signed in for {one.idle_days.value} days", [one.idle_days]) if {
	some one in _used
	one.idle_days.value > _parameters.max_days
}

not_applicable[one.id] := verdict.proof("cannot sign in", [one.enabled]) if {
	some one in _people
	one.enabled.value == false
}

not_applicable[one.id] := verdict.proof("never signed in", [one.last_activity]) if {
	some one in _people
	one.enabled.value == true
	one.last_activity.value == "never"
}

_used contains one if {
	some one in _people
	one.enabled.value == true
	one.last_activity.value != "never"
}

_people contains one if {
	some one in input.iam.directory_state.data.identities
	one.kind in ["human", "guest"]
	every id in _parameters.exempt { id != one.id }
}

_parameters := data.parameters["iam.directory.recent_sign_in"]
