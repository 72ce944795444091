# METADATA
# title: Signing in by device code and by transfer is blocked
# description: |
#   Whoever is talked into typing a code gives an attacker a session on the attacker's own device, second factor included.
#   Few devices need the flow (screens of meeting rooms); declare their accounts. A policy for a part of the people leaves the
#   others open, and one that only reports blocks nobody.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/conditional-access/policy-block-authentication-flows
#     description: Block authentication flows
# custom:
#   severity: medium
#   subject: flow
#   remediation: |
#     Entra: a policy for all users and all resources with the condition Authentication flows (device code flow,
#     authentication transfer) and the grant Block access; exclude declared device accounts only.
#   aliases: [ca-device-code-blocked]
#   parameters:
#     declared:
#       default: []
#       description: Ids or logins that may use these flows, and emergency accounts.
#     flows:
#       default: [device-code, transfer]
#       description: The flows that are to be blocked.
package policies.iam.access_policies.device_code_blocked

import data.policies.lib.sign_in
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [question.by_default, question.settled] if some id, question in _questions

passed[id] := sign_in.covered(question, _options) if some id, question in _questions

failed[id] := sign_in.uncovered(question, _options) if some id, question in _questions

_options := sign_in.options(data.parameters["iam.access_policies.device_code_blocked"].declared, [], {""})

_questions[question.id] := question if {
	some flow in data.parameters["iam.access_policies.device_code_blocked"].flows
	some question in input.iam.access_coverage.data.questions
	question.id == $"flow:{flow}"
}
