# METADATA
# title: Each sign-in service has two emergency accounts that nothing else can lock out
# description: |
#   When the second factor, the federation or an access policy fails, nobody can sign in to mend it, but for accounts that do not
#   hang on them: made in the service itself, enabled, and not held by a policy that blocks or asks for a managed device (a policy
#   that asks for a security key is met by one). They are declared under `break_glass` in role-entitlements.yaml. Judged are
#   Entra ID, Okta, Google Workspace and Keycloak. AWS has its root user.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, AC-2, CP-2 (contingency plan)
#   - ref: https://learn.microsoft.com/en-us/entra/identity/role-based-access-control/security-emergency-access
#     description: Microsoft, manage emergency access accounts
# custom:
#   severity: high
#   subject: sign-in service
#   remediation: >-
#     Make two accounts of the service's own with a security key each, leave them out of the access policies that block, lock the keys
#     up in two places, watch every sign-in, and write them into break_glass.
#   aliases: [break-glass-exists]
package policies.joins.break_glass_exists

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[one.id] := array.concat([one.declared], one.doubts) if some one in input.estate.emergency.data.systems

passed[one.id] := verdict.proof($"ready: {concat(", ", sort(one.ready))}", [one.declared]) if {
	some one in input.estate.emergency.data.systems
	count(one.ready) >= 2
}

failed[one.id] := verdict.proof($"emergency accounts that are ready: {count(one.ready)} of {one.declared.value} declared, 2 needed{_faults(one)}", [one.declared]) if {
	some one in input.estate.emergency.data.systems
	one.declared.value >= 0
	count(one.ready) + count(one.doubts) < 2
}

_faults(one) := "" if count(one.faults) == 0

_faults(one) := $": {concat("; ", sort(one.faults))}" if count(one.faults) > 0
