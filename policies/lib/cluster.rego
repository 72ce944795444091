# METADATA
# description: |
#   What the rules about the roles of a cluster share: which subjects hold a dangerous power. Holders of everything are judged by
#   one rule, and not once more by each of the others. `declared` names subjects as the cluster does (`NAMESPACE/NAME` of a
#   service account, a user, a group), with or without the kind (`service:`, `user:`, `group:`); a `*` at the end stands for any rest.
# custom:
#   library: true
package policies.lib.cluster

import data.policies.lib.verdict

# METADATA
# description: The subjects of bindings that do not hold everything.
subjects(access) := {subject.id: [subject.whole] |
	some subject in access.data.subjects
	subject.admin == false
}

# METADATA
# description: Subjects that hold the power nowhere, and those that are declared.
without(access, power, declared) := {subject.id: verdict.proof(text, [subject]) |
	some subject in access.data.subjects
	subject.admin == false
	some text in _fine(subject, power, declared)
}

# METADATA
# description: Subjects that hold the power and are not declared.
holding(access, power, declared) := {subject.id: verdict.proof(concat("; ", sort({_text(one) | some one in found})), found) |
	some subject in access.data.subjects
	subject.admin == false
	found := [one | some one in subject.powers; one.power == power]
	count(found) > 0
	count(_declared(subject, declared)) == 0
}

# METADATA
# description: How a subject is declared, empty when it is not.
_declared(subject, declared) := {name |
	some name in declared
	some own in {lower(subject.id), lower(subject.name)}
	_matches(lower(name), own)
}

_matches(name, own) if name == own

_matches(name, own) if {
	endswith(name, "*")
	startswith(own, trim_suffix(name, "*"))
}

_fine(subject, power, _) := {"none of its roles gives that"} if {
	subject.whole.value == true
	count([one | some one in subject.powers; one.power == power]) == 0
}

_fine(subject, power, declared) := {"declared"} if {
	count([one | some one in subject.powers; one.power == power]) > 0
	count(_declared(subject, declared)) > 0
}

_text(one) := $"{one.text} in the whole cluster by {one.role}" if one.scope == "cluster"

_text(one) := $"{one.text} in {one.scope} by {one.role}" if one.scope != "cluster"

# METADATA
# description: Holders of everything, for the rule about them.
admins(access, declared) := {subject.id: verdict.proof(concat("; ", sort({_text(one) | some one in found})), found) |
	some subject in access.data.subjects
	subject.admin == true
	found := [one | some one in subject.powers; one.power == "cluster-admin"]
	count(_declared(subject, declared)) == 0
}

# METADATA
# description: Subjects that do not hold everything, and declared ones.
not_admins(access, declared) := object.union(
	{subject.id: verdict.proof("it does not hold everything", [subject]) |
		some subject in access.data.subjects
		subject.admin == false
		subject.whole.value == true
	},
	{subject.id: verdict.proof("declared", [subject]) |
		some subject in access.data.subjects
		subject.admin == true
		count(_declared(subject, declared)) > 0
	},
)
