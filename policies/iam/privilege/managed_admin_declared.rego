# METADATA
# title: AdministratorAccess is attached to declared principals only
# description: |
#   The AWS policy that allows everything belongs on a handful of principals that somebody decided on: emergency access, a
#   deployment role, the group of administrators. Declare them in `declared`; the list is the decision.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html
#     description: AWS managed policies for job functions
# custom:
#   severity: medium
#   subject: principal
#   remediation: Attach what the work needs instead (job function policies are a start), or declare the principal with a reason.
#   aliases: [no-aws-managed-admin-attached]
#   parameters:
#     declared:
#       default: []
#       description: Ids of principals that may hold AdministratorAccess, such as `group:admins`.
package policies.iam.privilege.managed_admin_declared

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[principal.id] := [principal] if some principal in input.iam.principals.data.principals

passed[principal.id] := verdict.proof("AdministratorAccess is not attached", [principal]) if {
	some principal in input.iam.principals.data.principals
	_attached[principal.id] == 0
}

passed[principal.id] := verdict.proof("AdministratorAccess is attached and declared", [principal]) if {
	some principal in input.iam.principals.data.principals
	_attached[principal.id] > 0
	_declared[principal.id] > 0
}

failed[principal.id] := verdict.proof("AdministratorAccess is attached and not declared", [principal]) if {
	some principal in input.iam.principals.data.principals
	_attached[principal.id] > 0
	_declared[principal.id] == 0
}

_attached[principal.id] := count([policy | some policy in principal.attached; _is_admin(policy)]) if {
	some principal in input.iam.principals.data.principals
}

_is_admin(policy) if regex.match(`^arn:aws[a-z-]*:iam::aws:policy/AdministratorAccess$`, policy.arn)

_declared[principal.id] := count([id | some id in _ids; id == principal.id]) if {
	some principal in input.iam.principals.data.principals
}

_ids := data.parameters["iam.privilege.managed_admin_declared"].declared
