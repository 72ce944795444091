# METADATA
# title: Administrators of the directory are not synchronized from another one
# description: |
#   Whoever rules the on-premises directory sets the password of a synchronized account, and so an intruder there becomes
#   administrator of the cloud. Judged are enabled accounts with an administrative role, held for good, after activation or
#   through a group.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/entra/architecture/protect-m365-from-on-premises-attacks
#     description: Protect from on-premises attacks
# custom:
#   severity: high
#   subject: account
#   remediation: |
#     Make cloud-only accounts for the administrators (`NAME@TENANT.onmicrosoft.com`), give them the roles, and take the roles from
#     the synchronized accounts.
#   aliases: [admin-cloud-only]
#   parameters:
#     powers:
#       default: [admin, privileged]
#       description: Powers that are judged.
package policies.iam.directory.admin_cloud_only

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := [identity.enabled, identity.power, identity.origin] if some id, identity in _people

passed[id] := verdict.proof($"{identity.power.value}, of this directory ({identity.origin.value})", [identity.origin]) if {
	some id, identity in _admins
	identity.origin.value != "synced"
}

failed[id] := verdict.proof($"synchronized from another directory and {identity.power.value}", [identity.origin, identity.power]) if {
	some id, identity in _admins
	identity.origin.value == "synced"
}

not_applicable[id] := verdict.proof("disabled, or without an administrative role", [identity]) if {
	some id, identity in _people
	_outside[id]
}

_admins[id] := identity if {
	some id, identity in _people
	identity.enabled.value == true
	identity.power.value in _powers
}

_outside[id] if {
	some id, identity in _people
	identity.enabled.value == false
}

_outside[id] if {
	some id, identity in _people
	count({identity.power.value} - _powers) == 1
}

_powers := {power | some power in data.parameters["iam.directory.admin_cloud_only"].powers}

_people[identity.id] := identity if {
	some identity in input.iam.directory_state.data.identities
	identity.kind in {"human", "guest"}
}
