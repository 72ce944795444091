# METADATA
# title: Administrators sign in from managed devices, and factors are registered under control
# description: |
#   A session of an administrator on an unknown device is a session that malware can take along. A policy counts when it
#   demands a compliant or joined device with no alternative beside it. Registering a factor is judged too: whoever holds a
#   stolen password of a new employee must not be the first to register one, so that registration must demand a factor, a
#   device or a place.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-device-compliance
#     description: Require a compliant device
#   - ref: https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-security-info-registration
#     description: Protect registration
# custom:
#   severity: medium
#   subject: directory
#   remediation: |
#     Entra: a policy for the administrative roles and all resources that demands a device marked as compliant (or hybrid
#     joined); another for the user action Register security information that demands a factor (a temporary access pass for new
#     people) or blocks outside of trusted places.
#   aliases: [ca-device-bound]
#   parameters:
#     break_glass:
#       default: []
#       description: Ids or logins of the emergency accounts (`user:breakglass1@example.com`), which may be left out.
package policies.iam.access_policies.admin_device_bound

import data.policies.lib.sign_in
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [question.by_default, question.settled] if some id, question in _questions

passed[id] := sign_in.covered(question, _options) if some id, question in _questions

failed[id] := sign_in.uncovered(question, _options) if some id, question in _questions

_options := sign_in.options(data.parameters["iam.access_policies.admin_device_bound"].break_glass, [], {"browser", "modern", ""})

_questions["administrators"] := question if {
	some question in input.iam.access_coverage.data.questions
	question.id == "device"
}

_questions["registration"] := question if {
	some question in input.iam.access_coverage.data.questions
	question.id == "registration"
}
