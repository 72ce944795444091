# METADATA
# title: The root user of the account has no active access key
# description: |
#   A key of root opens everything in the account, without a second factor and beyond every policy. A deactivated key does
#   not count: it opens nothing, although deleting it is better.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html
#     description: AWS root user best practices
# custom:
#   severity: critical
#   subject: root-user
#   remediation: Sign in as root, delete the access key under "Security credentials", and give what used it a role.
#   aliases: [root-no-access-key]
package policies.iam.root.no_access_key

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[holder.id] := [key.active | some key in _keys(holder)] if {
	some holder in input.iam.credentials.data.holders
	holder.kind == "root"
}

passed[id] := verdict.proof("root has no active access key", facts) if {
	some id, facts in subjects
	count([fact | some fact in facts; fact.value == false]) == count(facts)
}

failed[id] := verdict.proof($"root has {count(active)} active access key(s)", active) if {
	some id, facts in subjects
	active := [fact | some fact in facts; fact.value == true]
	count(active) > 0
}

_keys(holder) := [key | some key in holder.keys; key.kind == "access-key"]
