# METADATA
# title: Roles for pipelines pin the repository that may assume them
# description: |
#   An identity provider such as GitHub Actions or GitLab signs tokens for everybody who uses it. Without a condition on the
#   subject, or with a wildcard in the repository or for the whole rest of it, other projects (or every branch and pull
#   request of yours) get the role. Judged are the well-known public providers; those of a single company are out of scope.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
#     description: OpenID Connect in AWS (GitHub)
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
#     description: Create a role for OpenID Connect federation
# custom:
#   severity: high
#   subject: role
#   remediation: Add a condition on the `sub` claim that names the repository and the branch or environment, such as repo:ORG/REPO:environment:production.
#   aliases: [oidc-ci-claims-pinned]
package policies.iam.roles.oidc_subject_pinned

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[role.id] := role.trust if some role in input.iam.roles.data.roles

passed[role.id] := verdict.proof("the subject pins repository and branch or environment", grants) if {
	some role in input.iam.roles.data.roles
	grants := _pipelines[role.id]
	count(grants) > 0
	every grant in grants { _pinned(grant) }
}

failed[role.id] := verdict.proof(concat("; ", sort(reasons)), _pipelines[role.id]) if {
	some role in input.iam.roles.data.roles
	reasons := _reasons[role.id]
	count(reasons) > 0
}

not_applicable[role.id] := verdict.proof("trusts no public pipeline provider", [role.trust]) if {
	some role in input.iam.roles.data.roles
	every grant in role.trust.value { _other(grant) }
}

_pipelines[role.id] := [grant |
	some grant in role.trust.value
	grant.kind == "federated"
	regex.match(_provider, grant.value)
] if {
	some role in input.iam.roles.data.roles
}

_reasons[id] := {reason |
	some grant in grants
	some reason in _weak(grant)
} if {
	some id, grants in _pipelines
}

_weak(grant) := {$"statement {grant.statement} admits every subject of {grant.value}"} if {
	every pin in grant.restrictions { pin != "subject" }
}

_weak(grant) := {$"statement {grant.statement} admits the subject {subject}" |
	some subject in grant.subjects
	regex.match(_wide, subject)
} if {
	"subject" in grant.restrictions
}

_pinned(grant) if {
	"subject" in grant.restrictions
	every subject in grant.subjects { regex.match(_wide, subject) == false }
}

_other(grant) if grant.kind != "federated"

_other(grant) if regex.match(_provider, grant.value) == false

_wide := `^[^:]*[*?]|^[^:]*:[^:]*[*?]|:(ref:)?(refs/)?(heads/)?[*?]+$`

_provider := `oidc-provider/(token\.actions\.githubusercontent\.com|gitlab\.com|app\.terraform\.io|api\.bitbucket\.org/.*|oidc\.circleci\.com/.*|agent\.buildkite\.com)`
