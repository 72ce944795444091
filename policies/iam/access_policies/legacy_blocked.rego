# METADATA
# title: Protocols that cannot ask for a second factor are blocked
# description: |
#   IMAP, POP, SMTP AUTH and Exchange ActiveSync with a password alone pass by every second factor, and password spraying
#   looks for them. They are blocked by the defaults of the directory, by a policy that blocks these kinds of client, or by one
#   for all kinds of client that demands what they cannot give. Blocking one of the two kinds (`exchangeActiveSync`, `other`)
#   is half of it; a policy that only reports is none.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/conditional-access/policy-block-legacy-authentication
#     description: Block legacy authentication
# custom:
#   severity: high
#   subject: directory
#   remediation: |
#     Entra: a policy for all users and all resources with the client apps Exchange ActiveSync clients and Other clients and the
#     grant Block access. Look in the sign-in logs first for who still uses them.
#   aliases: [legacy-auth-blocked]
#   parameters:
#     declared:
#       default: []
#       description: Ids or logins that may use them (a scanner that sends mail), and emergency accounts.
#     apps:
#       default: []
#       description: Ids of applications that may be left out.
package policies.iam.access_policies.legacy_blocked

import data.policies.lib.sign_in
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [question.by_default, question.settled] if some id, question in _questions

passed[id] := sign_in.covered(question, _options) if some id, question in _questions

failed[id] := sign_in.uncovered(question, _options) if some id, question in _questions

_options := sign_in.options(data.parameters["iam.access_policies.legacy_blocked"].declared, data.parameters["iam.access_policies.legacy_blocked"].apps, {"exchange-active-sync", "other-clients"})

_questions["old protocols"] := question if {
	some question in input.iam.access_coverage.data.questions
	question.id == "legacy"
}
