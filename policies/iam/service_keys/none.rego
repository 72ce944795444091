# METADATA
# title: Service accounts have no keys that people made
# description: |
#   A key file is a password that is copied, mailed and committed. Attached identities and workload identity federation need none.
#   Keys that the cloud makes and rotates by itself, disabled keys and disabled accounts do not count. An account whose list of keys was not given is unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys
#     description: "Best practices for managing service account keys"
# custom:
#   severity: medium
#   subject: service-account
#   remediation: |
#     Attach the service account to the workload, or use workload identity federation for what runs elsewhere; then
#     `gcloud iam service-accounts keys delete KEY_ID --iam-account=EMAIL`. Enforce iam.disableServiceAccountKeyCreation. Declare what cannot do without in `exempt`.
#   aliases: [sa-no-user-keys]
#   parameters:
#     exempt:
#       default: []
#       description: "Ids of accounts that need a key, such as `service:ci@p.iam.gserviceaccount.com`."
package policies.iam.service_keys.none

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[account.id] := array.concat(
	[account.enabled, _given(account)],
	[key.active | some key in account.keys],
) if some account in _accounts

passed[account.id] := verdict.proof("no active key that people made", [account]) if {
	some account in _accounts
	account.enabled.value == true
	every flag in account.flags { flag != "keys-not-given" }
	every key in account.keys { key.active.value == false }
}

failed[account.id] := verdict.proof($"{count(active)} active keys that people made", active) if {
	some account in _accounts
	account.enabled.value == true
	active := [key | some key in account.keys; key.active.value == true]
	count(active) > 0
}

not_applicable[account.id] := verdict.proof("the account is disabled", [account.enabled]) if {
	some account in _accounts
	account.enabled.value == false
}

_given(account) := {"unknown": "the list of its keys was not given", "at": account.at} if "keys-not-given" in account.flags

_given(account) := {"value": true, "at": account.at} if every flag in account.flags { flag != "keys-not-given" }

_accounts contains account if {
	input.iam.directory.data.system == "gcp"
	some account in input.iam.directory.data.identities
	account.kind == "service"
	every id in data.parameters["iam.service_keys.none"].exempt { id != account.id }
}
