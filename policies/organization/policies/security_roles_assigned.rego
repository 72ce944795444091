# METADATA
# title: Each security role has a holder and a deputy who work here
# description: |
#   When something happens at night, the role must answer, not the memory of who once had it. Security officer,
#   incident manager and backup owner are always needed; others are judged where they are named. Who left is told
#   by date.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, PM-2
# custom:
#   severity: medium
#   subject: role
#   remediation: |
#     Name a present employee as holder and another as deputy of the role in organization.yaml.
#   aliases: [security-roles-assigned]
package policies.organization.policies.security_roles_assigned

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"role:{role.id}"] := [role.holder.state, role.deputy.state] if some role in input.organization.role_state.data.roles

passed[$"role:{role.id}"] := verdict.proof($"{role.holder.detail}, deputy: {role.deputy.detail}", [role]) if {
	some role in input.organization.role_state.data.roles
	role.holder.state.value == "active"
	role.deputy.state.value == "active"
	role.holder.email != role.deputy.email
}

failed[id] := verdict.proof(concat("; ", sort(reasons)), [_roles[id]]) if some id, reasons in _reasons

_reasons[$"role:{role.id}"] contains $"{part}: {role[part].detail}" if {
	some role in input.organization.role_state.data.roles
	some part in ["holder", "deputy"]
	role[part].state.value in {"left", "future", "not-in-roster", "none"}
}

_reasons[$"role:{role.id}"] contains "the deputy is the holder" if {
	some role in input.organization.role_state.data.roles
	role.holder.state.value == "active"
	role.holder.email == role.deputy.email
}

_roles[$"role:{role.id}"] := role if some role in input.organization.role_state.data.roles
