# METADATA
# title: Service accounts and applications have an owner who is still here
# description: |
#   A program outlives the person who made it. When its owner is gone, nobody renews its secret, answers the alarm, or may say
#   that it can be switched off. One owner who is here is enough, and a team counts. Without any owner it is judged by
#   svc_account_owner.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, PS-4 (personnel termination); NIST SP 800-53, AC-2 (account management)
# custom:
#   severity: medium
#   subject: service account or application
#   remediation: >-
#     Name a new owner, better two, or a team; ask the former team first. Let the leaving of an owner open a task.
#   aliases: [leaver-owned-resources]
package policies.joins.leaver_owned_resources

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[one.id] := [one.departed, one.owners] if some one in _owned

passed[one.id] := verdict.proof(one.detail, [one.departed]) if {
	some one in _owned
	one.departed.value == false
}

failed[one.id] := verdict.proof($"nobody is left who answers for {one.kind} {one.name} of {one.system}; {one.detail}", [one.departed]) if {
	some one in _owned
	one.departed.value == true
	_may_be_enabled(one)
}

_owned[one.id] := one if {
	some one in input.estate.owned.data.identities
	_may_be_enabled(one)
	_has_owners(one.owners)
}

_may_be_enabled(one) if one.enabled.value == true

_may_be_enabled(one) if one.enabled.unknown

_has_owners(owners) if count(owners.value) > 0

_has_owners(owners) if owners.unknown
