# METADATA
# title: People sign in by an identity provider, not with passwords of the account
# description: |
#   A password of the account itself outlives the person: no directory disables it, and no factor of the directory guards it.
#   Judged are users with a console password. Emergency users, which must work when the provider does not, are named in
#   `emergency`. Users with keys only are programs and are judged elsewhere.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
#     description: "Security best practices in IAM"
#   - ref: https://docs.aws.amazon.com/singlesignon/latest/userguide/what-is.html
#     description: "IAM Identity Center"
# custom:
#   severity: medium
#   subject: user
#   remediation: |
#     Set up IAM Identity Center or a SAML provider, let the person sign in by it, then
#     `aws iam delete-login-profile --user-name NAME`.
#   aliases: [federation-used]
#   parameters:
#     emergency:
#       default: []
#       description: "Ids of emergency users, such as `user:break-glass`."
package policies.iam.credentials.federated

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[holder.id] := holder.password.enabled if some holder in _holders

failed[holder.id] := verdict.proof("signs in with a password of the account itself", [holder.password.enabled]) if {
	some holder in _holders
	holder.password.enabled.value == true
	every id in _emergency { id != holder.id }
}

passed[holder.id] := verdict.proof("has no console password", [holder.password.enabled]) if {
	some holder in _holders
	holder.password.enabled.value == false
}

not_applicable[holder.id] := verdict.proof("is for emergencies, as declared", [holder.password.enabled]) if {
	some holder in _holders
	holder.password.enabled.value == true
	holder.id in _emergency
}

_holders contains holder if {
	some holder in input.iam.credentials.data.holders
	holder.kind == "user"
}

_emergency := data.parameters["iam.credentials.federated"].emergency
