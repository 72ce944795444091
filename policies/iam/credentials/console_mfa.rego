# METADATA
# title: Every user with a console password has a second factor
# description: |
#   A password alone falls to phishing, reuse and guessing. Users without a console password (programs with keys) are out of
#   scope. The report tells that a factor is registered, not of what kind it is. Root has a rule of its own.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_enable_virtual.html
#     description: Multi-factor authentication for IAM users
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
#     description: The credential report
# custom:
#   severity: high
#   subject: user
#   remediation: Have the user register a FIDO2 key or an authenticator app, or delete the console password (`aws iam delete-login-profile --user-name NAME`).
#   aliases: [console-user-mfa]
package policies.iam.credentials.console_mfa

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[holder.id] := {"password": holder.password.enabled, "mfa": holder.mfa} if {
	some holder in input.iam.credentials.data.holders
	holder.kind == "user"
}

passed[id] := verdict.proof("the console password is backed by a second factor", [facts.mfa]) if {
	some id, facts in subjects
	facts.password.value == true
	facts.mfa.value == true
}

failed[id] := verdict.proof("has a console password and no second factor", [facts.mfa]) if {
	some id, facts in subjects
	facts.password.value == true
	facts.mfa.value == false
}

not_applicable[id] := verdict.proof("has no console password", [facts.password]) if {
	some id, facts in subjects
	facts.password.value == false
}
