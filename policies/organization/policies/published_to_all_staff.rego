# METADATA
# title: Policies for everybody address every department that has staff
# description: |
#   A new department is easily forgotten. Judged are the topics that concern everybody; a policy for a few
#   departments by design (backup, patching) lies outside. Departments are those with at least one active person
#   who is not a contractor.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, PL-4
# custom:
#   severity: medium
#   subject: policy
#   remediation: |
#     Add the department to audience.departments of the policy (or write all) and publish it there.
#   aliases: [policy-published-to-all-staff]
#   parameters:
#     topics:
#       default: ["information-security", "access-control", "data-classification", "incident-management", "acceptable-use", "mobile-remote"]
#       description: The topics that concern everybody.
package policies.organization.policies.published_to_all_staff

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[$"policy:{policy.id}"] := [policy.status, policy.topic, policy.missing_departments] if {
	some policy in input.organization.policy_audience.data.policies
}

not_applicable[$"policy:{policy.id}"] := verdict.proof($"the policy is {policy.status.value}", [policy]) if {
	some policy in input.organization.policy_audience.data.policies
	policy.status.value != "approved"
}

not_applicable[$"policy:{policy.id}"] := verdict.proof($"the topic {topic} is not for everybody", [policy.topic]) if {
	some policy in input.organization.policy_audience.data.policies
	policy.status.value == "approved"
	topic := policy.topic.value
	not topic in data.parameters["organization.policies.published_to_all_staff"].topics
}

passed[id] := verdict.proof("the audience covers every department", [policy.missing_departments]) if {
	some id, policy in _for_everybody
	policy.missing_departments.value == []
}

failed[id] := verdict.proof($"outside the audience: {concat(", ", policy.missing_departments.value)}", [policy.missing_departments]) if {
	some id, policy in _for_everybody
	policy.missing_departments.value != []
}

_for_everybody[$"policy:{policy.id}"] := policy if {
	some policy in input.organization.policy_audience.data.policies
	policy.status.value == "approved"
	policy.topic.value in data.parameters["organization.policies.published_to_all_staff"].topics
}
