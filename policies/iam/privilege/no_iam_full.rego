# METADATA
# title: Nobody but administrators may do everything with identities
# description: |
#   Every IAM action on every resource is full rights by one more step. Judged are effective rights, after groups, denies and
#   boundaries. Principals with full rights are out of scope here: other rules judge them.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://github.com/RhinoSecurityLabs/AWS-IAM-Privilege-Escalation
#     description: AWS IAM privilege escalation methods (Rhino Security Labs)
# custom:
#   severity: high
#   subject: principal
#   remediation: Replace iam:* by the actions that are needed, on named resources, and set a permissions boundary.
#   aliases: [no-iam-full]
package policies.iam.privilege.no_iam_full

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[principal.id] := [principal.admin, principal.iam_full] if some principal in input.iam.effective.data.principals

passed[principal.id] := verdict.proof("does not hold every right over identities", [principal.iam_full]) if {
	some principal in input.iam.effective.data.principals
	principal.admin.value == "no"
	principal.iam_full.value == "no"
}

failed[principal.id] := verdict.proof("may do everything with identities", [principal.iam_full]) if {
	some principal in input.iam.effective.data.principals
	principal.admin.value == "no"
	principal.iam_full.value == "yes"
}

failed[principal.id] := verdict.proof("may do everything with identities, under a condition", [principal.iam_full]) if {
	some principal in input.iam.effective.data.principals
	principal.admin.value == "no"
	principal.iam_full.value == "conditional"
}

not_applicable[principal.id] := verdict.proof("holds full rights", [principal.admin]) if {
	some principal in input.iam.effective.data.principals
	principal.admin.value != "no"
}
