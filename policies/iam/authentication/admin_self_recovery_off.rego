# METADATA
# title: Administrators cannot recover their accounts by themselves
# description: |
#   Recovery by mail or phone is a second way in, past every factor: whoever takes over the private mailbox of an administrator has
#   the directory. Where a provider has one switch for everybody (Keycloak, Okta), administrators have it too.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://knowledge.workspace.google.com/admin/users/security/security-best-practices-for-administrator-accounts
#     description: "Security best practices for administrator accounts"
# custom:
#   severity: medium
#   subject: password-policy
#   remediation: |
#     Google Workspace: Security, Authentication, Account recovery, Super admin account recovery: off.
#     Keycloak: realm settings, Login, Forgot password: off. Okta: Password policy, rule: no self-service password reset for admins.
#     Keep a second administrator and a sealed emergency account instead.
#   aliases: [admin-self-recovery-off]
package policies.iam.authentication.admin_self_recovery_off

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[policy.id] := policy.local_recovery if some policy in input.iam.authentication_policy.data.policies

passed[policy.id] := verdict.proof("accounts are recovered by another administrator only", [policy.local_recovery]) if {
	some policy in input.iam.authentication_policy.data.policies
	policy.local_recovery.value == false
}

failed[policy.id] := verdict.proof("administrators can set a new password by themselves", [policy.local_recovery]) if {
	some policy in input.iam.authentication_policy.data.policies
	policy.local_recovery.value == true
}
