# METADATA
# description: |
#   What the rules about unconstrained grants of AWS policies share: which policies are judged, and what those that hold
#   grants of one kind are told.
# custom:
#   library: true
package policies.lib.open_grants

import data.policies.lib.verdict

# METADATA
# description: The policies of the customer's own that somebody holds.
judged(policies) := [policy |
	some policy in policies
	policy.owner == "customer"
	count(policy.attached_to) > 0
]

# METADATA
# description: By policy the grants that were read of it.
grants(policies) := {policy.id: policy.grants | some policy in policies}

# METADATA
# description: Policies without a grant of the kind.
without(policies, kind, message) := {policy.id: verdict.proof(message, [policy.grants]) |
	some policy in policies
	every grant in policy.grants.value { grant.kind != kind }
}

# METADATA
# description: Policies with grants of the kind, statement by statement.
holding(policies, kind) := {policy.id: verdict.proof(concat("; ", sort({_text(grant) | some grant in found})), found) |
	some policy in policies
	found := [grant | some grant in policy.grants.value; grant.kind == kind]
	count(found) > 0
}

_text(grant) := $"statement {grant.statement} allows {concat(", ", grant.actions)}{_more(grant)} on {grant.resource}"

_more(grant) := "" if count(grant.actions) == grant.count

_more(grant) := $" and {grant.count - count(grant.actions)} more" if count(grant.actions) < grant.count
