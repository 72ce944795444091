# METADATA
# title: No policy of the account allows a whole service on all resources
# description: |
#   kms:* on everything lets its holder delete every key, cloudtrail:* stop the log, s3:* read and empty each bucket. Grants are
#   written for what is needed today and keep what the service learns tomorrow. Statements with a condition are left to review;
#   a bare star and iam:* are judged by rules of their own. Attached policies of the account itself are judged.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
#     description: "Apply least-privilege permissions"
# custom:
#   severity: medium
#   subject: policy
#   remediation: |
#     Name the actions, and the resources they are for; the rule on unused services and
#     `aws accessanalyzer start-policy-generation` tell which are used.
#   aliases: [no-service-wildcard]
#   parameters:
#     services_left_out:
#       default: [iam]
#       description: "Services judged by rules of their own, or harmless as a whole."
package policies.iam.policies.no_service_wildcard

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[policy.id] := policy.statements if some policy in _policies

passed[policy.id] := verdict.proof("allows no whole service on all resources", [policy.statements]) if {
	some policy in _policies
	policy.statements.value
	count(_whole(policy)) == 0
}

failed[policy.id] := verdict.proof($"allows {concat(", ", sort(_whole(policy)))} on all resources", [policy.statements]) if {
	some policy in _policies
	count(_whole(policy)) > 0
}

_whole(policy) := {action |
	some statement in policy.statements.value
	statement.effect == "allow"
	count(statement.conditions) == 0
	"*" in statement.resources
	some written in statement.actions
	action := lower(written)
	regex.match(`^[a-z0-9-]+:\*+$`, action)
	every service in _parameters.services_left_out { startswith(action, $"{service}:") == false }
}

_policies contains policy if {
	some policy in input.iam.policies.data.policies
	policy.owner == "customer"
	policy.kind in ["managed", "inline"]
	count(policy.attached_to) > 0
}

_parameters := data.parameters["iam.policies.no_service_wildcard"]
