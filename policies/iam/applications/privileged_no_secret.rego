# METADATA
# title: Applications with the highest rights have no client secret and no ordinary owner
# description: |
#   An application that may hand out roles or take over other applications is an administrator that signs in without a second
#   factor. A client secret of it can be copied from any file; whoever owns it can add one. Judged are applications of power
#   `admin`, by their directory roles and application permissions (`RoleManagement.ReadWrite.Directory`,
#   `AppRoleAssignment.ReadWrite.All`, `Application.ReadWrite.All` and their like). Owners must be administrators of the same
#   power themselves.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity-platform/security-best-practices-for-app-registration
#     description: Security of application registrations
#   - ref: https://learn.microsoft.com/graph/permissions-reference
#     description: Permissions of Microsoft Graph
# custom:
#   severity: critical
#   subject: application
#   remediation: |
#     Take the permission away, or move the application to a managed identity, a federated credential or a certificate in a key
#     vault, and delete its secrets (`az ad app credential delete`); remove its owners
#     (`az ad app owner remove --id APP --owner-object-id ID`).
#   aliases: [privileged-app-no-secret]
#   parameters:
#     owners:
#       default: []
#       description: Ids or logins of owners that are accepted beside administrators.
package policies.iam.applications.privileged_no_secret

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := array.concat([app.power, app.owners], _owner_facts[id]) if some id, app in _apps

passed[id] := verdict.proof("no client secret, and no owner beside administrators", [app.owners]) if {
	some id, app in _top
	every key in app.keys { key.kind != "client-secret" }
	count(_admins[id] | _accepted[id]) == count(_owners[id])
}

failed[id] := verdict.proof(concat("; ", sort(reasons)), [app]) if {
	some id, app in _top
	reasons := _reasons[id]
	count(reasons) > 0
}

not_applicable[id] := verdict.proof($"its rights are {app.power.value}", [app.power]) if {
	some id, app in _apps
	app.power.value != "admin"
}

_reasons[id] contains $"client secrets: {concat(", ", sort(secrets))}" if {
	some id, secrets in _secrets
	count(secrets) > 0
}

_reasons[id] contains $"owners that are no administrators: {concat(", ", sort(ordinary))}" if {
	some id, _ in _top
	ordinary := {owner | some owner in _owners[id]; _powers[owner].value != "admin"} - _accepted[id]
	count(ordinary) > 0
}

_secrets[id] := {key.id | some key in app.keys; key.kind == "client-secret"} if some id, app in _top

_owners[id] := {owner | some owner in app.owners.value} if {
	some id, app in _top
	app.owners.value
}

_admins[id] := {owner | some owner in owners; _powers[owner].value == "admin"} if some id, owners in _owners

_accepted[id] := {owner |
	some owner in owners
	count({lower(owner), lower(substring(owner, indexof(owner, ":") + 1, -1))} & _names) > 0
} if {
	some id, owners in _owners
}

_owner_facts[id] := [_powers[owner] | some owner in app.owners.value] if {
	some id, app in _apps
	app.owners.value
}

_owner_facts[id] := [] if {
	some id, app in _apps
	app.owners.unknown
}

_names := {lower(name) | some name in data.parameters["iam.applications.privileged_no_secret"].owners}

_powers[identity.id] := identity.power if some identity in input.iam.directory_state.data.identities

_top[id] := app if {
	some id, app in _apps
	app.power.value == "admin"
}

_apps[app.id] := app if some app in input.iam.applications.data.applications
