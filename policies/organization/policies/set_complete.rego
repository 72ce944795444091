# METADATA
# title: Every required topic has an approved policy
# description: |
#   People can only be held to rules that somebody approved. A draft or a retired policy covers no topic. A
#   register whose status cannot be read leaves the topic open.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, PL-1
# custom:
#   severity: medium
#   subject: organization
#   remediation: |
#     Approve the missing policies (status: approved, approved_on, approver in policies.yaml), or name the topic
#     they cover.
#   aliases: [policy-set-complete]
#   parameters:
#     topics:
#       default: [information-security, access-control, data-classification, backup, incident-management, acceptable-use, vulnerability-patching, mobile-remote, cryptography]
#       description: The topics that need an approved policy, as policies.yaml names them.
package policies.organization.policies.set_complete

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["organization"] := [_topics[id].covered | some id in _required] if input.organization.policy_state.data

passed["organization"] := verdict.proof($"{count(_required)} topics are covered by approved policies", [_topics[id].covered | some id in _required]) if {
	every id in _required {
		_topics[id].covered.value == true
	}
}

failed["organization"] := verdict.proof($"no approved policy on {concat(", ", sort(_uncovered))}", [_topics[id] | some id in _uncovered]) if {
	some _ in _uncovered
}

_required := data.parameters["organization.policies.set_complete"].topics

_uncovered contains id if {
	some id in _required
	_topics[id].covered.value == false
}

_topics[topic.id] := topic if some topic in input.organization.policy_state.data.topics
