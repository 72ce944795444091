# METADATA
# title: No rule repeats what earlier rules do
# description: |
#   A rule whose packets were all decided before, the same way, changes nothing today. It misleads whoever removes the
#   other one to close a port. Earlier rules count together, through jumps as well; rules in doubt cover nothing. Chains
#   that a program keeps (`managed`) are not judged.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://doi.org/10.1109/INFCOM.2004.1354680
# custom:
#   severity: low
#   subject: chain-or-rule
#   remediation: |
#     Remove the rule, or the earlier ones that it was meant to replace.
#   aliases: [rule-redundant]
#   parameters:
#     managed:
#       default: ["DOCKER", "KUBE-", "cali-", "CNI-", "FLANNEL-", "LIBVIRT_", "ufw", "f2b-", "ts-"]
#       description: Beginnings of the names of chains that a program keeps.
package policies.firewall.rules.rule_redundant

import data.policies.lib.dead_rules
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

# A chain without such a rule is a subject by itself; a chain with some is judged by each of them.
subjects[chain.id] := chain.entered if {
	some chain in input.firewall.rule_facts.data.chains
	chain.redundant == []
	count(dead_rules.undecided(chain, "redundant")) == 0
}

# A rule that was read only in part, or one behind it, may be one.
subjects[chain.id] := dead_rules.undecided(chain, "redundant") if {
	some chain in input.firewall.rule_facts.data.chains
	count(dead_rules.undecided(chain, "redundant")) > 0
}

subjects[id] := told.rule if some id, told in dead_rules.once(_all)

passed[chain.id] := verdict.proof("no rule repeats earlier ones", [chain.entered]) if {
	some chain in input.firewall.rule_facts.data.chains
	chain.redundant == []
	count(dead_rules.undecided(chain, "redundant")) == 0
	is_boolean(chain.entered.value)
}

not_applicable[id] := verdict.proof("a program keeps this chain", [told.rule]) if {
	some id, told in dead_rules.once(_in_chains(_managed))
}

failed[id] := verdict.proof(_message(told), array.concat([told.rule], told.rule.by)) if {
	some id, told in dead_rules.once(_in_chains(_own))
}

not_applicable[chain.id] := verdict.proof("a program keeps this chain", dead_rules.undecided(chain, "redundant")) if {
	some chain in input.firewall.rule_facts.data.chains
	count(dead_rules.undecided(chain, "redundant")) > 0
	_managed[chain.id]
}

_managed contains chain.id if {
	some chain in input.firewall.rule_facts.data.chains
	some beginning in data.parameters["firewall.rules.rule_redundant"].managed
	startswith(_name(chain.id), beginning)
}

_own := {chain.id | some chain in input.firewall.rule_facts.data.chains} - _managed

_name(id) := parts[count(parts) - 1] if parts := split(id, "/")

_all := _in_chains({chain.id | some chain in input.firewall.rule_facts.data.chains})

_in_chains(ids) := [rule |
	some chain in input.firewall.rule_facts.data.chains
	ids[chain.id]
	some rule in chain.redundant
]

_message(told) := concat("", ["already decided by: ", concat("; ", [one.text | some one in told.rule.by]), told.families]) if {
	count(told.rule.by) > 0
}

_message(told) := concat("", ["already decided by earlier rules", told.families]) if count(told.rule.by) == 0
