# METADATA
# title: Service accounts are in use or disabled
# description: |
#   What a program no longer uses keeps its rights, and nobody would notice who else does. One that was never used counts from
#   the day it was made. Accounts that run once a year can be named in `exempt`. An unknown last use is never "never".
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://cloud.google.com/iam/docs/service-account-recommendations
#     description: "Find unused service accounts"
# custom:
#   severity: medium
#   subject: identity
#   remediation: |
#     Disable it, wait for complaints, then delete it: `gcloud iam service-accounts disable EMAIL`;
#     Entra ID `az ad sp update --id ID --set accountEnabled=false`; Active Directory `Disable-ADAccount`.
#   aliases: [service-account-unused]
#   parameters:
#     max_days:
#       default: 90
#       description: "How long a service account may be idle."
#     exempt:
#       default: []
#       description: "Ids of service accounts that run rarely, such as `service:yearly-close`."
package policies.iam.directory.service_account_used

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[one.id] := [one.enabled, one.idle_days] if some one in _services

passed[one.id] := verdict.proof($"last used or made {one.idle_days.value} days ago", [one.idle_days]) if {
	some one in _services
	one.enabled.value == true
	one.idle_days.value <= _parameters.max_days
}

failed[one.id] := verdict.proof($"enabled, and not used for {one.idle_days.value} days", [one.idle_days]) if {
	some one in _services
	one.enabled.value == true
	one.idle_days.value > _parameters.max_days
}

not_applicable[one.id] := verdict.proof("is disabled", [one.enabled]) if {
	some one in _services
	one.enabled.value == false
}

_services contains one if {
	some one in input.iam.directory_state.data.identities
	one.kind == "service"
	every id in _parameters.exempt { id != one.id }
}

_parameters := data.parameters["iam.directory.service_account_used"]
