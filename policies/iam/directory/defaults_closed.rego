# METADATA
# title: Ordinary users cannot register applications, make tenants or groups, or join devices without limit
# description: |
#   What everybody may make, an intruder with any account may make: an application to keep a foot in the door, a tenant outside
#   of all rules, a group that others trust. People who need it get a role. Groups may be left to users by the parameter where
#   they work in teams of their own making. A quota of 0 is none.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/authorizationpolicy
#     description: Authorization policy
#   - ref: https://learn.microsoft.com/entra/fundamentals/users-default-permissions
#     description: Default permissions of users
# custom:
#   severity: medium
#   subject: setting
#   remediation: |
#     Entra: Users, User settings: no registration of applications, no tenants, no security groups; Groups, General: no Microsoft
#     365 groups; Devices, Device settings: a maximum of devices per user. Or
#     `az rest --method patch --url https://graph.microsoft.com/v1.0/policies/authorizationPolicy --body '{"defaultUserRolePermissions":{"allowedToCreateApps":false}}'`.
#   aliases: [directory-defaults-closed]
#   parameters:
#     groups:
#       default: false
#       description: Whether users may make groups.
#     max_devices:
#       default: 20
#       description: The greatest number of devices of a user.
package policies.iam.directory.defaults_closed

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [fact] if some id, fact in _facts

passed[id] := verdict.proof(_words[id], [fact]) if {
	some id, fact in _facts
	fact.value in _good[id]
}

failed[id] := verdict.proof(_words[id], [fact]) if {
	some id, fact in _facts
	count({fact.value} - _good[id]) == 1
}

_good := {
	"registering applications": {false},
	"making tenants": {false},
	"making groups": {false, data.parameters["iam.directory.defaults_closed"].groups},
}

_words[id] := $"ordinary users may do it: {fact.value}" if some id, fact in _facts

passed["joining devices"] := verdict.proof($"a user may join {_quota.value} devices", [_quota]) if {
	_quota.value > 0
	_quota.value <= data.parameters["iam.directory.defaults_closed"].max_devices
}

failed["joining devices"] := verdict.proof($"a user may join {_quota.value} devices", [_quota]) if _quota.value > data.parameters["iam.directory.defaults_closed"].max_devices

failed["joining devices"] := verdict.proof("a user may join devices without limit", [_quota]) if _quota.value == 0

subjects["joining devices"] := [_quota]

_quota := input.iam.directory_settings.data.device_quota

_facts["registering applications"] := input.iam.directory_settings.data.users_create_apps

_facts["making tenants"] := input.iam.directory_settings.data.users_create_tenants

_facts["making groups"] := input.iam.directory_settings.data.users_create_groups
