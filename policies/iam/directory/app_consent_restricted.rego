# METADATA
# title: Users cannot let an application read company data by themselves
# description: |
#   A page that asks for consent looks like a sign-in page, and what it is given outlives every change of the password. Users may
#   be let consent to low-risk permissions of verified publishers where the parameter says so; then there must be a way to ask
#   for the rest, or people look for another. A custom consent policy is unknown: read it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/enterprise-apps/configure-user-consent
#     description: Configure user consent
#   - ref: https://learn.microsoft.com/graph/api/resources/authorizationpolicy
#     description: Authorization policy
# custom:
#   severity: high
#   subject: setting
#   remediation: |
#     Entra: Enterprise applications, Consent and permissions: do not allow user consent (or only for verified publishers and
#     low-impact permissions), and turn admin consent requests on with reviewers. Google Workspace: API controls, App access
#     control.
#   aliases: [app-consent-restricted]
#   parameters:
#     consent:
#       default: [none, low-risk]
#       description: "What users may consent to: of `none`, `low-risk`, `any`."
#     requests:
#       default: true
#       description: Whether they must be able to ask.
package policies.iam.directory.app_consent_restricted

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [fact] if some id, fact in _facts

passed[id] := verdict.proof(_words[id], [fact]) if {
	some id, fact in _facts
	fact.value in _good[id]
}

failed[id] := verdict.proof(_words[id], [fact]) if {
	some id, fact in _facts
	count({fact.value} - _good[id]) == 1
}

_good := {
	"consent of users": {value | some value in data.parameters["iam.directory.app_consent_restricted"].consent},
	"requests for consent": {data.parameters["iam.directory.app_consent_restricted"].requests, true},
}

_words["consent of users"] := $"users may consent to: {_facts["consent of users"].value}"

_words["requests for consent"] := $"users can ask an administrator for consent: {_facts["requests for consent"].value}"

_facts["consent of users"] := input.iam.directory_settings.data.user_consent

_facts["requests for consent"] := input.iam.directory_settings.data.consent_requests
