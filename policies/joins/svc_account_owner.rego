# METADATA
# title: Every service account and application has an owner and a purpose
# description: |
#   An account of a program that nobody knows is never switched off and never gets a new secret. Its directory must name who answers for
#   it, and say what it is for (applications: by their name). Whether the owner is still here is judged by
#   leaver_owned_resources. Accounts of AWS and of hosts are judged by orphan_account.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, AC-2, IA-9 (service identification)
# custom:
#   severity: medium
#   subject: service account or application
#   remediation: >-
#     Ask who uses it: look at its last sign-ins and from where. Name an owner and write the purpose; disable for two weeks what nobody
#     claims, then delete it.
#   aliases: [svc-account-owner]
package policies.joins.svc_account_owner

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[one.id] := [one.owners, one.purpose, one.enabled] if some one in _services

passed[one.id] := verdict.proof($"owners: {count(one.owners.value)}", [one.owners, one.purpose]) if {
	some one in _services
	count(one.owners.value) > 0
	one.purpose.value != ""
}

failed[one.id] := verdict.proof($"{one.kind} {one.name} of {one.system} has {concat(" and ", sort(_missing[one.id]))}", [one.owners, one.purpose]) if {
	some one in _services
	one.enabled.value == true
	count(_missing[one.id]) > 0
}

_missing[one.id] contains "no owner" if {
	some one in _services
	count(one.owners.value) == 0
}

_missing[one.id] contains "no purpose" if {
	some one in _services
	one.purpose.value == ""
}

_services[one.id] := one if {
	some one in input.estate.owned.data.identities
	_not_excluded(one.enabled)
}

_not_excluded(fact) if fact.value == true

_not_excluded(fact) if fact.unknown
