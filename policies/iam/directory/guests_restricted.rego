# METADATA
# title: Guests are invited by few and see only what is shared with them
# description: |
#   A guest account is made by one mail and stays. Whoever may invite decides who is inside, and with the standard rights a
#   guest reads the members of groups. Judged are who may invite, what guests see, and whether their domains are limited; which of
#   them matter is for the parameters.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/authorizationpolicy
#     description: Authorization policy
#   - ref: https://learn.microsoft.com/entra/external-id/external-collaboration-settings-configure
#     description: External collaboration settings
# custom:
#   severity: medium
#   subject: setting
#   remediation: |
#     Entra: External Identities, External collaboration settings: guest access restricted to their own directory objects, invitations
#     by the Guest Inviter role only, invitations to named domains only.
#   aliases: [guest-restricted]
#   parameters:
#     invites:
#       default: [nobody, admins]
#       description: "Who may invite: of `nobody`, `admins`, `members`, `everyone`."
#     access:
#       default: [restricted]
#       description: "What guests may see: of `restricted`, `limited`, `member`."
#     domains:
#       default: [allow-list, deny-list]
#       description: "How their domains are limited: of `allow-list`, `deny-list`, `any`."
package policies.iam.directory.guests_restricted

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
	"guest invitations": {value | some value in data.parameters["iam.directory.guests_restricted"].invites},
	"guest rights": {value | some value in data.parameters["iam.directory.guests_restricted"].access},
	"guest domains": {value | some value in data.parameters["iam.directory.guests_restricted"].domains},
}

_words["guest invitations"] := $"guests are invited by {_facts["guest invitations"].value}"

_words["guest rights"] := $"guests have {_facts["guest rights"].value} rights over the directory"

_words["guest domains"] := $"the domains of guests are limited by: {_facts["guest domains"].value}"

_facts["guest invitations"] := input.iam.directory_settings.data.guest_invites

_facts["guest rights"] := input.iam.directory_settings.data.guest_access

_facts["guest domains"] := input.iam.directory_settings.data.guest_domains
