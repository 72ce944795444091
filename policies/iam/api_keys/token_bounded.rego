# METADATA
# title: API tokens of the directory are not all-powerful and work from declared networks only
# description: |
#   An API token needs no second factor and may do all that its owner may. One of an administrator that works from everywhere is
#   the whole directory in a text file. Who owns it is judged by the roles it holds, through groups too.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://developer.okta.com/docs/guides/create-an-api-token/main/
#     description: "Create an API token"
# custom:
#   severity: high
#   subject: api-token
#   remediation: |
#     Make a service user with the one role that the job needs, make the token as that user, limit it to a network zone
#     (Okta: Security, API, Tokens, Edit; `Token may be used only within` a zone), then revoke the old one.
#   aliases: [api-token-bounded]
package policies.iam.api_keys.token_bounded

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[token.id] := [token.power, token.callers] if some token in _tokens

passed[token.id] := verdict.proof($"its owner is no administrator of all; works from {_from(token)}", [token.power, token.callers]) if {
	some token in _tokens
	token.power.value != "admin"
	count(token.callers.value) > 0
}

failed[id] := verdict.proof(concat("; ", sort(flaws)), [_by_id[id]]) if some id, flaws in _flaws

_flaws[token.id] contains $"{token.holder.value} is an administrator of everything" if {
	some token in _tokens
	token.power.value == "admin"
}

_flaws[token.id] contains "works from every network" if {
	some token in _tokens
	count(token.callers.value) == 0
}

_from(token) := concat(", ", sort(token.callers.value))

_by_id[token.id] := token if some token in _tokens

_tokens contains token if {
	some token in input.iam.api_key_state.data.keys
	token.kind == "api-token"
}
