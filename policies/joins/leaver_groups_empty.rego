# METADATA
# title: Disabled accounts of people who left hold no group and no role
# description: |
#   An account that is enabled again, by mistake or on purpose, comes back with everything it held. And who reviews a group sees
#   names that mean nothing any more. The group that a host gives each user for itself does not count. Accounts that are still
#   enabled are judged by leaver_disabled.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, PS-4 (personnel termination); NIST SP 800-53, AC-2 (account management)
# custom:
#   severity: low
#   subject: disabled account of somebody who left
#   remediation: >-
#     Take the account out of its groups and roles when it is disabled, and note what it held with the ticket; `vauban leavers`
#     lists it with a command each.
#   aliases: [leaver-groups-empty]
package policies.joins.leaver_groups_empty

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[account.id] := [account.departed, account.enabled, account.grants] if some account in _accounts

passed[account.id] := verdict.proof("it holds no group and no role", [account.grants]) if {
	some account in _accounts
	count(account.grants.value) == 0
}

failed[account.id] := verdict.proof($"{account.who}; the account is disabled and still holds {concat(", ", sort({held.text | some held in account.held}))}", array.concat(account.held, [account.departed])) if {
	some account in _accounts
	account.departed.value == true
	account.enabled.value == false
	count(account.held) > 0
}

_accounts[account.id] := account if {
	some account in input.estate.leavers.data.accounts
	account.enabled.value == false
}

_accounts[account.id] := account if {
	some account in input.estate.leavers.data.accounts
	account.enabled.unknown
}
