# METADATA
# title: Secrets of applications are valid and live no longer than a year
# description: |
#   A secret that never ends is never changed, and one that is past its end shows that nobody looks after the application.
#   Judged are client secrets and the certificates of applications and service principals, also disabled ones; certificates may
#   live longer. A secret whose dates are not told is unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity-platform/security-best-practices-for-app-registration
#     description: Security of application registrations
# custom:
#   severity: medium
#   subject: secret
#   remediation: |
#     Replace the secret, or better by a managed identity or a federated credential; remove the old one
#     (`az ad app credential delete --id APP --key-id KEY`).
#   aliases: [app-secret-expired]
#   parameters:
#     max_days:
#       default: 366
#       description: The longest life of a client secret, in days.
#     max_certificate_days:
#       default: 1100
#       description: The longest life of a certificate, in days.
package policies.iam.applications.secret_valid

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [key.days_to_expiry, key.age_days] if some id, key in _keys

passed[id] := verdict.proof($"valid for {key.days_to_expiry.value} more days", [key.days_to_expiry]) if {
	some id, key in _keys
	key.days_to_expiry.value >= 0
	_life[id] <= _limits[key.kind]
}

failed[id] := verdict.proof("past its end and still there", [key.days_to_expiry]) if {
	some id, key in _keys
	key.days_to_expiry.value < 0
}

failed[id] := verdict.proof("never ends", [key.days_to_expiry]) if {
	some id, key in _keys
	key.days_to_expiry.value == 2147483647
}

failed[id] := verdict.proof($"lives {_life[id]} days, more than {_limits[key.kind]}", [key.days_to_expiry]) if {
	some id, key in _keys
	key.days_to_expiry.value >= 0
	key.days_to_expiry.value < 2147483647
	_life[id] > _limits[key.kind]
}

_life[id] := key.days_to_expiry.value + key.age_days.value if some id, key in _keys

_limits := {"client-secret": data.parameters["iam.applications.secret_valid"].max_days, "certificate": data.parameters["iam.applications.secret_valid"].max_certificate_days}

_keys[key.id] := key if {
	some key in input.iam.directory_state.data.keys
	key.holder_kind == "application"
	key.kind in {"client-secret", "certificate"}
}
