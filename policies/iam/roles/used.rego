# METADATA
# title: Roles are in use
# description: |
#   A role that nobody takes on is a way in that nobody would miss. A role that was never used counts from the day it was made.
#   Roles that AWS services keep for themselves cannot be judged by their use and are out of scope. AWS keeps 400 days.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage_delete.html
#     description: Delete roles
# custom:
#   severity: medium
#   subject: role
#   remediation: Remove its policies or deny everything for a month, then delete the role.
#   aliases: [unused-role]
#   parameters:
#     max_days:
#       default: 90
#       description: How long a role may be idle.
package policies.iam.roles.used

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[role.id] := role.idle_days if some role in input.iam.roles.data.roles

passed[role.id] := verdict.proof($"last used or made {role.idle_days.value} days ago", [role.idle_days]) if {
	some role in _own
	role.idle_days.value <= _max_days
}

failed[role.id] := verdict.proof(_idle(role), [role.idle_days]) if {
	some role in _own
	role.idle_days.value > _max_days
}

not_applicable[role.id] := verdict.proof("kept by an AWS service", [role]) if {
	some role in input.iam.roles.data.roles
	role.service_linked == true
}

_own := [role |
	some role in input.iam.roles.data.roles
	role.service_linked == false
]

_idle(role) := $"not used for {role.idle_days.value} days" if role.used.value == true

_idle(role) := $"never used in the {role.idle_days.value} days since it was made (AWS keeps 400)" if role.used.value == false

_max_days := data.parameters["iam.roles.used"].max_days
