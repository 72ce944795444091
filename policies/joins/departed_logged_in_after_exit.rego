# METADATA
# title: No account of anybody who left was used after the last day
# description: |
#   A login after the last day is either the person, somebody who has the credential, or a program that runs with it: each
#   must be found out. Days count, not hours: a login on the last day itself is in order. Where the log begins after the
#   last day of the person, earlier logins cannot be told and the result is unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, AC-2(3), AC-2(13); NIST SP 800-53, PS-4 (personnel termination)
# custom:
#   severity: critical
#   subject: account of somebody who left
#   remediation: >-
#     Disable the account, treat it as an incident, and trace what the sessions did: the source address, the commands, the API
#     calls. Where a program was at work, give it an identity of its own.
#   aliases: [join-departed-logged-in-after-exit, auth-anomaly-departed-login]
package policies.joins.departed_logged_in_after_exit

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[login.id] := [login.person, login.after_exit] if some login in input.estate.logins.data.logins

passed[login.id] := verdict.proof($"not used after the last day: {login.detail}", [login.after_exit]) if {
	some login in input.estate.logins.data.logins
	login.after_exit.value == false
}

failed[login.id] := verdict.proof(message, [login.after_exit, person]) if {
	some login in input.estate.logins.data.logins
	login.after_exit.value == true
	person := _people[login.person.value]
	message := $"{person.detail}, and the account {login.detail}"
}

_people[person.id] := person if some person in input.estate.people.data.people
