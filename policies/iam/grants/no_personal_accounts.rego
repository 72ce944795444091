# METADATA
# title: Members of policies belong to the organization
# description: |
#   A private mailbox is not closed when its owner leaves, has no second factor that the organization asks for and is not seen by it.
#   With `domains` set, every person and group outside of them is told; without, those of the mail providers in `personal`. Service accounts
#   are not judged here.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://cloud.google.com/iam/docs/principals-overview
#     description: "Principal types"
# custom:
#   severity: high
#   subject: principal
#   remediation: |
#     Give the person an account of the organization and
#     `gcloud projects remove-iam-policy-binding PROJECT --member=user:NAME@gmail.com --role=ROLE`; enforce iam.allowedPolicyMemberDomains.
#   aliases: [gcp-no-personal-accounts]
#   parameters:
#     domains:
#       default: []
#       description: "The domains of the organization and its declared partners, such as `example.com`."
#     personal:
#       default: [gmail.com, googlemail.com, hotmail.com, outlook.com, live.com, yahoo.com, icloud.com, proton.me]
#       description: "Domains of private mailboxes, judged where no domains are declared."
package policies.iam.grants.no_personal_accounts

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[principal] := [] if some principal, _ in _held

passed[principal] := verdict.proof($"of {domain}", []) if {
	some principal, _ in _held
	domain := _domain(principal)
	domain in _parameters.domains
}

passed[principal] := verdict.proof($"of {domain}", []) if {
	count(_parameters.domains) == 0
	some principal, _ in _held
	domain := _domain(principal)
	every one in _parameters.personal { one != domain }
}

failed[principal] := verdict.proof($"of {domain}, and holds {_roles(assignments)}", [a | some a in assignments]) if {
	count(_parameters.domains) > 0
	some principal, assignments in _held
	domain := _domain(principal)
	every one in _parameters.domains { one != domain }
}

failed[principal] := verdict.proof($"a private account, and holds {_roles(assignments)}", [a | some a in assignments]) if {
	count(_parameters.domains) == 0
	some principal, assignments in _held
	_domain(principal) in _parameters.personal
}

_roles(assignments) := concat(", ", sort({$"{a.role} on {a.scope}" | some a in assignments}))

_domain(principal) := lower(parts[count(parts) - 1]) if {
	parts := split(principal, "@")
	count(parts) > 1
}

_held[assignment.principal] contains assignment if {
	input.iam.role_assignments.data.system == "gcp"
	some assignment in input.iam.role_assignments.data.assignments
	assignment.principal_kind in {"human", "group"}
	contains(assignment.principal, "@")
	contains(assignment.principal, "//") == false
}

_parameters := data.parameters["iam.grants.no_personal_accounts"]
