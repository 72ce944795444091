# METADATA
# title: Full access to the browser shell is attached to nobody undeclared
# description: |
#   The shell in the browser has the rights of its user, a home that stays, and a button that downloads and uploads files past
#   every proxy. Who needs it can have it without file transfer. Administrators have it anyway by their other rights.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/cloudshell/latest/userguide/sec-auth-with-identities.html
#     description: "Managing CloudShell access with IAM"
# custom:
#   severity: low
#   subject: principal
#   remediation: |
#     `aws iam detach-user-policy` (or -group-, -role-) with arn:aws:iam::aws:policy/AWSCloudShellFullAccess; where a shell is
#     needed, a policy without cloudshell:GetFileDownloadUrls and cloudshell:GetFileUploadUrls.
#   aliases: [cloudshell-full-not-attached]
#   parameters:
#     declared:
#       default: []
#       description: "Ids of principals that may have it, such as `role:platform`."
package policies.iam.privilege.no_cloudshell_full

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[one.id] := [] if some one in _principals

passed[one.id] := verdict.proof("AWSCloudShellFullAccess is not attached", [one]) if {
	some one in _principals
	every attached in one.attached { endswith(attached.arn, _full_shell) == false }
}

failed[one.id] := verdict.proof("AWSCloudShellFullAccess is attached", [one]) if {
	some one in _principals
	some attached in one.attached
	endswith(attached.arn, _full_shell)
}

_full_shell := ":iam::aws:policy/AWSCloudShellFullAccess"

_principals contains one if {
	some one in input.iam.principals.data.principals
	every id in _declared { id != one.id }
}

_declared := data.parameters["iam.privilege.no_cloudshell_full"].declared
