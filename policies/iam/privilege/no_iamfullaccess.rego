# METADATA
# title: IAMFullAccess is attached to nobody
# description: |
#   Whoever may do everything with identities may make itself anybody: IAMFullAccess is AdministratorAccess under a milder
#   name.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/security-iam-awsmanpol.html
#     description: AWS managed policies for IAM
# custom:
#   severity: high
#   subject: principal
#   remediation: Detach IAMFullAccess and grant the few IAM actions that are needed, on named resources and under a permissions boundary.
#   aliases: [no-iamfullaccess]
package policies.iam.privilege.no_iamfullaccess

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[principal.id] := [principal] if some principal in input.iam.principals.data.principals

passed[principal.id] := verdict.proof("IAMFullAccess is not attached", [principal]) if {
	some principal in input.iam.principals.data.principals
	_attached[principal.id] == 0
}

failed[principal.id] := verdict.proof("IAMFullAccess is attached", [principal]) if {
	some principal in input.iam.principals.data.principals
	_attached[principal.id] > 0
}

_attached[principal.id] := count([policy | some policy in principal.attached; _is_iam_full(policy)]) if {
	some principal in input.iam.principals.data.principals
}

_is_iam_full(policy) if regex.match(`^arn:aws[a-z-]*:iam::aws:policy/IAMFullAccess$`, policy.arn)
