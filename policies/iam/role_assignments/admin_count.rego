# METADATA
# title: The administrators of everything are few, and more than one
# description: |
#   Each account that may do everything is one more that can be stolen; with one alone, its loss locks everybody out. Counted
#   are the enabled people who hold one of the highest roles over the whole directory, for good, after activation or through a
#   group; each provider has its own bounds where the parameters say so. Applications with such a role are another rule's. Where
#   the roles of some people are not known, the count is a range, and fails or passes only when both its ends do.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/role-based-access-control/best-practices
#     description: Best practices for roles
#   - ref: https://support.google.com/a/answer/9011373
#     description: Super administrator accounts
# custom:
#   severity: high
#   subject: directory
#   remediation: |
#     Give people the role that their work needs instead (User Administrator, Helpdesk Administrator, delegated roles of Google
#     Workspace), make the rest eligible instead of permanent, and keep two emergency accounts.
#   aliases: [admin-count-bounded, super-admin-count]
#   parameters:
#     min:
#       default: 2
#       description: The least number.
#     max:
#       default: 4
#       description: The greatest number.
#     bounds:
#       default: {}
#       description: "Bounds by provider that differ: `{okta: {min: 2, max: 3}}`."
#     roles:
#       default: [Global Administrator, Super Admin, Super Administrator, SUPER_ADMIN, Domain Admins, realm-admin]
#       description: The highest roles, by name.
package policies.iam.role_assignments.admin_count

import data.policies.lib.sign_in
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := array.concat([identity.enabled | some identity in _people], [identity.roles | some identity in _people]) if some id, _ in _directories

passed[id] := verdict.proof($"{count(_holders)} hold one of the highest roles", [identity | some identity in _holders]) if {
	some id, directory in _directories
	count(_holders) >= _min(directory)
	count(_holders) + count(_untold) <= _max(directory)
}

failed[id] := verdict.proof($"{count(_holders)} hold one of the highest roles, at most {_max(directory)} should: {sign_in.listed({identity.id | some identity in _holders})}", [identity | some identity in _holders]) if {
	some id, directory in _directories
	count(_holders) > _max(directory)
}

failed[id] := verdict.proof($"{count(_holders)} hold one of the highest roles, at least {_min(directory)} should", [identity | some identity in _holders]) if {
	some id, directory in _directories
	count(_holders) + count(_untold) < _min(directory)
	count(_holders) + count(_untold) <= _max(directory)
}

_holders := {identity |
	some identity in _people
	identity.enabled.value == true
	some role in identity.roles.value
	some name in data.parameters["iam.role_assignments.admin_count"].roles
	startswith(lower(role), $"{lower(name)} @ ")
	_is_whole(role)
}

# A role through a group says so behind its scope.
_is_whole(role) if regex.match(` @ (/|directory|organization|domain)?( through .*)?$`, role)

_untold := {identity | some identity in _people; identity.enabled.unknown} | {identity | some identity in _people; identity.enabled.value == true; identity.roles.unknown}

_min(directory) := object.get(data.parameters["iam.role_assignments.admin_count"].bounds, [directory.system, "min"], data.parameters["iam.role_assignments.admin_count"].min)

_max(directory) := object.get(data.parameters["iam.role_assignments.admin_count"].bounds, [directory.system, "max"], data.parameters["iam.role_assignments.admin_count"].max)

_people contains identity if {
	some identity in input.iam.directory_state.data.identities
	identity.kind in {"human", "guest"}
}

_directories[$"directory:{directory.system}"] := directory if {
	directory := input.iam.directory_state.data
	directory.system in {"entra", "google-workspace", "okta", "keycloak", "ad", "ldap"}
}
