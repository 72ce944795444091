# METADATA
# title: The second factor of the root user is a FIDO2 key or a hardware token
# description: |
#   The seed of an authenticator app is a file: it is backed up, moved to a new phone, and copied by whoever holds the phone for a
#   minute. Root deserves a device that gives nothing away. A virtual device beside a key counts as virtual: it opens the same
#   door. AWS tells nobody which key root has, but lists every virtual device: what is not among them is hardware.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html
#     description: "AWS root user best practices"
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html
#     description: "Multi-factor authentication in IAM"
# custom:
#   severity: high
#   subject: root-user
#   remediation: |
#     Sign in as root and register two FIDO2 keys under "Security credentials", then remove the virtual device there;
#     or remove the root credentials of a member account from the management account.
#   aliases: [root-hardware-mfa]
package policies.iam.root.hardware_mfa

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[holder.id] := {"mfa": holder.mfa, "software": holder.software, "password": holder.password} if some holder in _roots

passed[id] := verdict.proof("root has a second factor, and no virtual device", [facts.mfa, facts.software]) if {
	some id, facts in subjects
	facts.mfa.value == true
	facts.software.value == false
}

failed[id] := verdict.proof("root has a virtual device as second factor", [facts.software]) if {
	some id, facts in subjects
	facts.software.value == true
}

failed[id] := verdict.proof("root has a password and no second factor at all", [facts.mfa]) if {
	some id, facts in subjects
	facts.password.value == true
	facts.mfa.value == false
}

not_applicable[id] := verdict.proof("root has no password", [facts.password]) if {
	some id, facts in subjects
	facts.password.value == false
	facts.mfa.value == false
}

_roots contains holder if {
	some holder in input.iam.factor_state.data.holders
	holder.kind == "root"
}
