# METADATA
# title: The root user of the account signs in with a second factor
# description: |
#   Whoever knows the password of root owns the account; a second factor stands between a leaked mailbox and that.
#   A member account whose root credentials were removed centrally has nothing to protect and is out of scope.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html
#     description: AWS root user best practices
# custom:
#   severity: critical
#   subject: root-user
#   remediation: Sign in as root and add a FIDO2 key (or two) under "Security credentials"; or remove the root credentials from the management account.
#   aliases: [root-mfa]
package policies.iam.root.mfa_enabled

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[holder.id] := {"mfa": holder.mfa, "password": holder.password.enabled} if some holder in _roots

passed[id] := verdict.proof("root has a second factor", [facts.mfa]) if {
	some id, facts in subjects
	facts.mfa.value == true
}

failed[id] := verdict.proof("root has a password and no second factor", [facts.mfa]) if {
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
	some holder in input.iam.credentials.data.holders
	holder.kind == "root"
}
