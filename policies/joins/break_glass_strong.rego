# METADATA
# title: Emergency accounts sign in with a security key
# description: |
#   They hold every right and are left out of policies: a password alone, or a code on somebody's phone, is too little, and the phone
#   is not there at night. A FIDO2 key, a passkey or a certificate in a safe is phishing-resistant and needs no network of ours.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, AC-2, CP-2 (contingency plan)
#   - ref: https://learn.microsoft.com/en-us/entra/identity/role-based-access-control/security-emergency-access
#     description: Microsoft, manage emergency access accounts
# custom:
#   severity: high
#   subject: emergency account
#   remediation: >-
#     Register two security keys at each emergency account, keep them in different safes, and delete weaker methods.
#   aliases: [break-glass-strong]
package policies.joins.break_glass_strong

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[one.id] := one.mfa_strength if some one in input.estate.emergency.data.accounts

passed[one.id] := verdict.proof("a phishing-resistant factor is registered", [one.mfa_strength]) if {
	some one in input.estate.emergency.data.accounts
	one.mfa_strength.value == "phishing-resistant"
}

failed[one.id] := verdict.proof($"the strongest second factor of the emergency account is: {one.mfa_strength.value}", [one.mfa_strength]) if {
	some one in input.estate.emergency.data.accounts
	one.mfa_strength.value in {"none", "weak", "strong"}
}
