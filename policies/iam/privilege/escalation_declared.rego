# METADATA
# title: Nobody reaches full rights by a way that is not declared
# description: |
#   Rights that look small can be full rights in disguise: editing one's own policy, making a key for an administrator,
#   passing a strong role to a new function. Each way is computed over effective rights, boundaries, denies and trust
#   policies; the message tells the steps. Those who hold full rights openly are judged by other rules. Declare intended ways
#   (a deployment role) in `declared`. Not seen: organization policies, and computing that exists already.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://github.com/RhinoSecurityLabs/AWS-IAM-Privilege-Escalation
#     description: AWS IAM privilege escalation methods (Rhino Security Labs)
#   - ref: https://pathfinding.cloud/
#     description: Catalogue of AWS privilege escalation paths
# custom:
#   severity: high
#   subject: principal
#   remediation: "Break the cheapest step of the way: name the roles that iam:PassRole may pass, name the users whose keys may be managed, or put a permissions boundary on the principal."
#   aliases: [admin-equivalent-detected]
#   parameters:
#     declared:
#       default: []
#       description: Ids of principals that may reach full rights, such as `role:Deployer`.
package policies.iam.privilege.escalation_declared

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[principal.id] := principal.privilege if some principal in input.iam.effective.data.principals

passed[principal.id] := verdict.proof("no known way to full rights", [principal.privilege]) if {
	some principal in input.iam.effective.data.principals
	principal.privilege.value == "standard"
}

passed[principal.id] := verdict.proof($"declared: {_way(principal)}", [principal.privilege]) if {
	some principal in _escalating
	_declared[principal.id] > 0
}

failed[principal.id] := verdict.proof_by_steps(_way(principal), [principal.privilege], _steps(principal)) if {
	some principal in _escalating
	_declared[principal.id] == 0
}

not_applicable[principal.id] := verdict.proof("holds full rights openly", [principal.privilege]) if {
	some principal in input.iam.effective.data.principals
	startswith(principal.privilege.value, "admin")
}

_escalating := [principal |
	some principal in input.iam.effective.data.principals
	principal.privilege.value == "escalation"
]

_way(principal) := concat(", then ", [_step(step) | some step in principal.path])

_steps(principal) := [{"text": _step(step), "at": _places[step.from]} | some step in principal.path]

_places[principal.id] := principal.at if some principal in input.iam.effective.data.principals

_step(step) := $"{step.from} takes on {step.to} by {step.method}" if step.certainty == "always"

_step(step) := $"{step.from} takes on {step.to} by {step.method} (under a condition)" if step.certainty == "conditional"

_declared[principal.id] := count([id | some id in _ids; id == principal.id]) if some principal in _escalating

_ids := data.parameters["iam.privilege.escalation_declared"].declared
