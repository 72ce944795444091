# METADATA
# title: Every chain and rule can be reached by some packet
# description: |
#   A chain that nothing leads to, and a rule whose packets never come to it, are leftovers: they look like
#   protection and are none. Empty chains are not judged, since programs keep them
#   ready; nor are chains that a program such as Docker fills by itself (`managed`). Chains of outgoing packets
#   are not judged. What is never reached opens nothing: hence the severity.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://doi.org/10.1109/INFCOM.2004.1354680
# custom:
#   severity: low
#   subject: chain-or-rule
#   remediation: |
#     Remove the rule or chain, or put back the jump that led to it (`iptables -L CHAIN --line-numbers` shows the
#     references).
#   aliases: [rule-unreachable]
#   parameters:
#     managed:
#       default: ["DOCKER", "KUBE-", "cali-", "CNI-", "FLANNEL-", "LIBVIRT_", "ufw", "f2b-", "ts-"]
#       description: Beginnings of the names of chains that a program keeps; what is idle there is ready for its work.
package policies.firewall.rules.rule_unreachable

import data.policies.lib.dead_rules
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

# A chain without such a rule is a subject by itself; a chain with some is judged by each of them.
subjects[chain.id] := chain.entered if {
	some chain in input.firewall.rule_facts.data.chains
	chain.unreachable == []
	count(dead_rules.undecided(chain, "unreachable")) == 0
}

# A rule that was read only in part, or one behind it, may be one.
subjects[chain.id] := dead_rules.undecided(chain, "unreachable") if {
	some chain in input.firewall.rule_facts.data.chains
	count(dead_rules.undecided(chain, "unreachable")) > 0
}

subjects[id] := told.rule if some id, told in dead_rules.once(_all)

passed[chain.id] := verdict.proof("every rule can be reached", [chain.entered]) if {
	some chain in input.firewall.rule_facts.data.chains
	chain.unreachable == []
	count(dead_rules.undecided(chain, "unreachable")) == 0
	chain.entered.value == true
}

not_applicable[id] := verdict.proof("a program keeps this chain", [told.rule]) if {
	some id, told in dead_rules.once(_in_chains(_managed))
}

not_applicable[chain.id] := verdict.proof("a program keeps this chain", [chain.entered]) if {
	some chain in input.firewall.rule_facts.data.chains
	chain.entered.value == false
	chain.unreachable == []
	_managed[chain.id]
}

failed[id] := verdict.proof(_message(told), array.concat([told.rule], told.rule.by)) if {
	some id, told in dead_rules.once(_in_chains(_own))
}

failed[chain.id] := verdict.proof("no packet enters the chain: no rule that packets meet leads to it", [chain.entered]) if {
	some chain in input.firewall.rule_facts.data.chains
	chain.entered.value == false
	_own[chain.id]
}

not_applicable[chain.id] := verdict.proof("a program keeps this chain", dead_rules.undecided(chain, "unreachable")) if {
	some chain in input.firewall.rule_facts.data.chains
	count(dead_rules.undecided(chain, "unreachable")) > 0
	_managed[chain.id]
}

_managed contains chain.id if {
	some chain in input.firewall.rule_facts.data.chains
	some beginning in data.parameters["firewall.rules.rule_unreachable"].managed
	startswith(split(chain.id, "/")[1], beginning)
}

_own := {chain.id | some chain in input.firewall.rule_facts.data.chains} - _managed

_all := _in_chains({chain.id | some chain in input.firewall.rule_facts.data.chains})

_in_chains(ids) := [rule |
	some chain in input.firewall.rule_facts.data.chains
	ids[chain.id]
	some rule in chain.unreachable
]

_message(told) := concat("", ["its packets were taken by: ", concat("; ", [one.text | some one in told.rule.by]), told.families]) if {
	count(told.rule.by) > 0
}

_message(told) := concat("", ["no packet that enters the chain can match it", told.families]) if count(told.rule.by) == 0
