# METADATA
# title: Whoever is left out of a second factor or a block is declared
# description: |
#   An exclusion that was made for a day stays for years, and a group that is excluded takes in whoever joins it. Judged is
#   each exclusion of each policy that is on and demands a second factor or blocks something: who is in it, nested groups and
#   roles included, must be declared or be caught by another policy. What is named in `accepted` (the role of the directory
#   synchronisation) may always be excluded.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access
#     description: Emergency access accounts
#   - ref: https://learn.microsoft.com/entra/identity/conditional-access/overview
#     description: Conditional access
# custom:
#   severity: high
#   subject: exclusion
#   remediation: |
#     Take the exclusion out of the policy, or add a second policy for these people; keep a group of the emergency accounts only,
#     role-assignable so that few may change it, and declare its members in `break_glass`.
#   aliases: [conditional-access-exclusions-known]
#   parameters:
#     break_glass:
#       default: []
#       description: Ids or logins of the emergency accounts (`user:breakglass1@example.com`), which may be left out.
#     accepted:
#       default: ['role:Directory Synchronization Accounts', 'guests:serviceProvider']
#       description: What may be excluded as a whole, as the finding spells it.
package policies.iam.access_policies.exclusions_declared

import data.policies.lib.sign_in
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [exclusion.members, exclusion.uncovered] if some id, exclusion in _exclusions

passed[id] := verdict.proof("declared as a whole", [exclusion]) if {
	some id, exclusion in _exclusions
	_accepted[id] > 0
}

passed[id] := verdict.proof("whoever is in it is declared, or caught by another policy", [exclusion]) if {
	some id, exclusion in _exclusions
	_accepted[id] == 0
	every member in exclusion.uncovered.value { count({lower(member), lower(_login(member))} & _names) > 0 }
}

failed[id] := verdict.proof($"{sign_in.listed(_undeclared[id])} not declared, and no other policy catches them", [exclusion]) if {
	some id, exclusion in _exclusions
	_accepted[id] == 0
	count(_undeclared[id]) > 0
}

_undeclared[id] := {member |
	some member in exclusion.uncovered.value
	count({lower(member), lower(_login(member))} & _names) == 0
} if {
	some id, exclusion in _exclusions
	exclusion.uncovered.value
}

_login(member) := substring(member, indexof(member, ":") + 1, -1)

_accepted[id] := count({lower(exclusion.term), lower(_login(exclusion.term))} & _terms) if some id, exclusion in _exclusions

_terms := _names | {lower(term) | some term in data.parameters["iam.access_policies.exclusions_declared"].accepted}

_names := {lower(name) | some name in data.parameters["iam.access_policies.exclusions_declared"].break_glass}

_exclusions[exclusion.id] := exclusion if some exclusion in input.iam.access_coverage.data.exclusions
