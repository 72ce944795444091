# METADATA
# title: Risky sign-ins and risky users are blocked or challenged
# description: |
#   The provider sees passwords that leaked and sign-ins from places and tools of attackers; unless a policy acts on it,
#   nothing happens. The policies for each level are taken together. A policy with both risks as a condition acts only when both
#   are met, and counts for neither. It takes a licence (Entra ID P2), so that a tenant without it may leave the rule out.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/entra/id-protection/howto-identity-protection-configure-risk-policies
#     description: Risk policies
# custom:
#   severity: medium
#   subject: risk
#   remediation: |
#     Entra: one policy on sign-in risk medium and high that demands multifactor authentication with sign-in every time, another
#     on user risk high that demands a password change or blocks; for all users but the emergency accounts.
#   aliases: [ca-risk-based]
#   parameters:
#     break_glass:
#       default: []
#       description: Ids or logins of the emergency accounts (`user:breakglass1@example.com`), which may be left out.
#     sign_in_levels:
#       default: [high, medium]
#       description: Levels of sign-in risk that are to be answered.
#     user_levels:
#       default: [high]
#       description: Levels of user risk that are to be answered.
package policies.iam.access_policies.risk_answered

import data.policies.lib.sign_in
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [question.by_default, question.settled] if some id, question in _questions

passed[id] := sign_in.covered(question, _options[id]) if some id, question in _questions

failed[id] := sign_in.uncovered(question, _options[id]) if some id, question in _questions

_options["risk:sign-in"] := sign_in.options(data.parameters["iam.access_policies.risk_answered"].break_glass, [], data.parameters["iam.access_policies.risk_answered"].sign_in_levels)

_options["risk:user"] := sign_in.options(data.parameters["iam.access_policies.risk_answered"].break_glass, [], data.parameters["iam.access_policies.risk_answered"].user_levels)

_questions[question.id] := question if {
	some question in input.iam.access_coverage.data.questions
	question.id in {"risk:sign-in", "risk:user"}
}
