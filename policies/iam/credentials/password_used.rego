# METADATA
# title: Console passwords are in use
# description: |
#   A password that nobody uses is not missed when somebody else uses it. A password that was never used counts from the day
#   it was set. Emergency accounts are idle by design: name them in the parameter `exempt`. Root has rules of its own.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_admin-change-user.html
#     description: Managing passwords for IAM users
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
#     description: The credential report
# custom:
#   severity: medium
#   subject: user
#   remediation: Ask the owner; without an answer, delete the console password (`aws iam delete-login-profile --user-name NAME`).
#   aliases: [console-unused-45]
#   parameters:
#     max_days:
#       default: 45
#       description: How long a console password may be idle.
#     exempt:
#       default: []
#       description: Ids of emergency accounts, such as `user:break-glass`.
package policies.iam.credentials.password_used

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[password.principal] := [password.enabled, password.idle_days] if some password in _passwords

passed[password.principal] := verdict.proof(
	$"the password was last used or set {password.idle_days.value} days ago",
	[password.idle_days],
) if {
	some password in _passwords
	password.enabled.value == true
	password.idle_days.value <= _parameters.max_days
}

failed[password.principal] := verdict.proof(
	$"the console password has been idle for {password.idle_days.value} days",
	[password.idle_days],
) if {
	some password in _passwords
	password.enabled.value == true
	password.idle_days.value > _parameters.max_days
}

not_applicable[password.principal] := verdict.proof("has no console password", [password.enabled]) if {
	some password in _passwords
	password.enabled.value == false
}

_passwords contains password if {
	some password in input.iam.credential_ages.data.passwords
	password.kind == "user"
	every id in _parameters.exempt { id != password.principal }
}

_parameters := data.parameters["iam.credentials.password_used"]
