# METADATA
# title: No rule is hidden by earlier rules that do something else
# description: |
#   A rule whose packets were all decided before, and otherwise, does not do what it says: an exception that never
#   holds, or a prohibition that lets everything through. Earlier rules count together, through jumps as well; rules
#   in doubt hide nothing. Rules hidden by others of the same action are merely redundant and not judged here.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://doi.org/10.1109/INFCOM.2004.1354680
# custom:
#   severity: medium
#   subject: chain-or-rule
#   remediation: |
#     Decide which of the rules is meant: move the hidden one before the others, or remove it.
#   aliases: [rule-shadowed]
package policies.firewall.rules.rule_shadowed

import data.policies.lib.dead_rules
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

# A chain without such a rule is a subject by itself; a chain with some is judged by each of them.
subjects[chain.id] := chain.entered if {
	some chain in input.firewall.rule_facts.data.chains
	chain.shadowed == []
	count(dead_rules.undecided(chain, "shadowed")) == 0
}

# A rule that was read only in part, or one behind it, may be one.
subjects[chain.id] := dead_rules.undecided(chain, "shadowed") if {
	some chain in input.firewall.rule_facts.data.chains
	count(dead_rules.undecided(chain, "shadowed")) > 0
}

subjects[id] := told.rule if some id, told in dead_rules.once(_all)

passed[chain.id] := verdict.proof("no rule is hidden by rules of another action", [chain.entered]) if {
	some chain in input.firewall.rule_facts.data.chains
	chain.shadowed == []
	count(dead_rules.undecided(chain, "shadowed")) == 0
	is_boolean(chain.entered.value)
}

failed[id] := verdict.proof(_message(told), array.concat([told.rule], told.rule.by)) if {
	some id, told in dead_rules.once(_all)
}

_all := [rule |
	some chain in input.firewall.rule_facts.data.chains
	some rule in chain.shadowed
]

_message(told) := concat("", ["hidden by: ", concat("; ", [one.text | some one in told.rule.by]), told.families]) if {
	count(told.rule.by) > 0
}

_message(told) := concat("", ["hidden by earlier rules", told.families]) if count(told.rule.by) == 0
