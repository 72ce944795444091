# METADATA
# title: A second factor is demanded of everybody, for every application
# description: |
#   A stolen password opens an account wherever no rule demands more. All policies are taken together: several may share
#   the people, the applications and the kinds of client between them, and the defaults of the directory count too. What does
#   not count: a policy that is off or only reports, one that lets a weaker alternative do (`mfa or compliant device`), one that
#   a condition narrows (a platform, a place, a risk, a flow), and an authentication strength with a single factor in it.
#   Left out may be the declared emergency accounts and applications.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/conditional-access/overview
#     description: Conditional access
#   - ref: https://pages.nist.gov/800-63-4/sp800-63b.html
#     description: NIST SP 800-63B, authentication assurance
# custom:
#   severity: high
#   subject: directory
#   remediation: |
#     Entra: a policy for all users and all resources that grants access with multifactor authentication, excluding the
#     emergency accounts only; turn report-only policies on after a look at their report. Without Entra ID P1 turn security
#     defaults on. Okta: a rule in each authentication policy that demands two factors.
#   aliases: [conditional-access-covers-all]
#   parameters:
#     break_glass:
#       default: []
#       description: Ids or logins of the emergency accounts (`user:breakglass1@example.com`), which may be left out.
#     apps:
#       default: []
#       description: Ids of applications that may be left out (`d4ebce55-015a-49b5-a083-c84d1797ae8c`, device enrolment).
#     trusted_places_exempt:
#       default: false
#       description: Whether sign-ins from trusted networks may go without a second factor.
package policies.iam.access_policies.second_factor_everywhere

import data.policies.lib.sign_in
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [question.by_default, question.settled] if some id, question in _questions

passed[id] := sign_in.covered(question, _options) if some id, question in _questions

failed[id] := sign_in.uncovered(question, _options) if some id, question in _questions

_options := sign_in.options(data.parameters["iam.access_policies.second_factor_everywhere"].break_glass, data.parameters["iam.access_policies.second_factor_everywhere"].apps, {"browser", "modern"})

_wanted := "mfa" if data.parameters["iam.access_policies.second_factor_everywhere"].trusted_places_exempt == false

_wanted := "mfa-outside" if data.parameters["iam.access_policies.second_factor_everywhere"].trusted_places_exempt == true

_questions["everybody"] := question if {
	some question in input.iam.access_coverage.data.questions
	question.id == _wanted
}
