# METADATA
# title: No account for the console has a generic name
# description: |
#   Who signs in as `admin` or `test` cannot be told from the next person who does. Only accounts with a console password
#   count: a program may be called `backup`. The name must be the whole name, not a part of it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, IA-2 and IA-4
# custom:
#   severity: medium
#   subject: user
#   remediation: Give each person a user of their own (better, a federated identity) and delete the shared one.
#   aliases: [generic-names]
#   parameters:
#     names:
#       default: [admin, administrator, backup, demo, dev, guest, info, it, operator, ops, office, sysadmin, support, temp, test, user]
#       description: Names, in lower case, that name no person.
package policies.iam.credentials.name_not_generic

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[account.id] := account.console if some account in _accounts

passed[account.id] := verdict.proof("the name is not a generic one", [account]) if {
	some account in _accounts
	account.console.value == true
	_matches[account.id] == 0
}

failed[account.id] := verdict.proof($"{account.name} signs in to the console and names nobody", [account]) if {
	some account in _accounts
	account.console.value == true
	_matches[account.id] > 0
}

not_applicable[account.id] := verdict.proof("has no console password", [account.console]) if {
	some account in _accounts
	account.console.value == false
}

_accounts := [account |
	some account in input.iam.accounts.data.accounts
	account.kind == "user"
]

_matches[account.id] := count([name | some name in _names; lower(account.name) == name]) if some account in _accounts

_names := data.parameters["iam.credentials.name_not_generic"].names
