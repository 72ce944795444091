# METADATA
# title: Each approved policy has an owner and another approver who work here
# description: |
#   A policy without a living owner is not kept, and one that its owner approved alone was not approved. Who left
#   is told by date: a roster that still says active after the end date does not help. People on leave are not
#   counted as present, nor as gone.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, PL-1
# custom:
#   severity: medium
#   subject: policy
#   remediation: |
#     Name a present employee as owner and another one with a management role as approver in policies.yaml.
#   aliases: [policy-has-owner-and-approver]
package policies.organization.policies.owner_and_approver

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[$"policy:{policy.id}"] := [policy.status, policy.owner.state, policy.approver.state, policy.same_person] if {
	some policy in input.organization.policy_people.data.policies
}

not_applicable[$"policy:{policy.id}"] := verdict.proof($"the policy is {policy.status.value}: it binds nobody", [policy]) if {
	some policy in input.organization.policy_people.data.policies
	policy.status.value != "approved"
}

passed[id] := verdict.proof($"{policy.owner.detail}, approved by another person: {policy.approver.detail}", [policy.owner, policy.approver]) if {
	some id, policy in _approved
	policy.owner.state.value == "active"
	policy.approver.state.value == "active"
	policy.same_person.value == false
}

failed[id] := verdict.proof(concat("; ", sort(reasons)), [policy]) if {
	some id, reasons in _reasons
	policy := _approved[id]
}

_approved[$"policy:{policy.id}"] := policy if {
	some policy in input.organization.policy_people.data.policies
	policy.status.value == "approved"
}

_reasons[id] contains $"{role}: {policy[role].detail}" if {
	some id, policy in _approved
	some role in ["owner", "approver"]
	policy[role].state.value in {"left", "future", "not-in-roster", "none"}
}

_reasons[id] contains "the owner approved it" if {
	some id, policy in _approved
	policy.same_person.value == true
}
