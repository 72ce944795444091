# METADATA
# title: Every enabled user who can reach full rights has a second factor
# description: |
#   Whoever holds or can reach every right of the account is worth an attack; the second factor is what stands in its way.
#   Counted are effective rights: groups, wildcards, boundaries, denies and the known ways of escalation, not the name of a
#   policy. A user with keys only counts too: keys work without a second factor. Roles have no factor of their own.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
#     description: Security best practices in IAM
#   - ref: https://github.com/RhinoSecurityLabs/AWS-IAM-Privilege-Escalation
#     description: AWS IAM privilege escalation methods (Rhino Security Labs)
# custom:
#   severity: critical
#   subject: user
#   remediation: Register a FIDO2 key for the user, or take the rights away (message and `iam.effective` tell where they come from).
#   aliases: [admin-mfa]
package policies.iam.privilege.admin_mfa

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[account.id] := {"admin": account.admin, "enabled": account.enabled, "mfa": account.mfa} if {
	some account in input.iam.accounts.data.accounts
	account.kind == "user"
}

passed[id] := verdict.proof("reaches full rights and has a second factor", [facts.mfa]) if {
	some id, facts in subjects
	facts.admin.value == true
	facts.enabled.value == true
	facts.mfa.value == true
}

failed[id] := verdict.proof($"reaches full rights ({_privilege[id]}) without a second factor", [facts.admin, facts.mfa]) if {
	some id, facts in subjects
	facts.admin.value == true
	facts.enabled.value == true
	facts.mfa.value == false
}

not_applicable[id] := verdict.proof("does not reach full rights", [facts.admin]) if {
	some id, facts in subjects
	facts.admin.value == false
}

not_applicable[id] := verdict.proof("reaches full rights but cannot sign in", [facts.enabled]) if {
	some id, facts in subjects
	facts.admin.value == true
	facts.enabled.value == false
}

_privilege[account.id] := account.privilege.value if some account in input.iam.accounts.data.accounts
