# METADATA
# title: A second factor lets in nobody without a token
# description: |
#   With nullok (nouserok of pam_u2f) a user who has set up no token needs none, and so does who can remove
#   the file of the token. It is meant for the days of the rollout. Only lines that are reached count.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpam-google-authenticator/pam_google_authenticator.8.en.html
# custom:
#   severity: medium
#   subject: login
#   remediation: >-
#     Remove `nullok` (pam_u2f: also `nouserok`) from the line once everybody has a token.
#   aliases: [mfa-no-nullok]
package policies.host.mfa.no_tokenless_login

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[factor.id] := factor.nullok if some factor in input.host.pam.data.second_factors

passed[id] := verdict.proof("a user without a token is refused", [fact]) if {
	some id, fact in subjects
	fact.value == false
}

failed[id] := verdict.proof("a user without a token gets through", [fact]) if {
	some id, fact in subjects
	fact.value == true
}
