# METADATA
# title: Each exception is owned, approved by another person, compensated and ends within twelve months
# description: |
#   An exception without an end is a new rule that nobody approved. One that expired, or that its owner approved
#   alone, suppresses nothing; it is reported here so that it is renewed or removed.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, CA-5 and PM-4
# custom:
#   severity: medium
#   subject: exception
#   remediation: |
#     Complete the entry in exceptions.yaml, have another person approve it, set expires_on within twelve months,
#     or remove it.
#   aliases: [policy-exception-has-expiry]
package policies.organization.policies.exception_limited

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"exception:{exception.id}"] := exception.undecided if some exception in input.organization.exception_state.data.exceptions

passed[$"exception:{exception.id}"] := verdict.proof($"complete, ends on {exception.expires_on}", [exception]) if {
	some exception in input.organization.exception_state.data.exceptions
	exception.undecided.value == ""
	exception.faults == []
}

failed[$"exception:{exception.id}"] := verdict.proof(concat("; ", exception.faults), [exception]) if {
	some exception in input.organization.exception_state.data.exceptions
	exception.faults != []
}
