# METADATA
# title: No rule outlives what its comment says
# description: |
#   `temporary`, `until 2025-06-30`: the comment tells when the rule should have gone, and it is still there. A date
#   counts as the last day only after a word such as until, expires or remove after; a date alone is when the rule was
#   written. A temporary rule with a last day to come passes. Comments of chains that no packet enters count as well.
#   Descriptions of groups of a cloud are their comments. A bare "test" does not count, since networks are called so.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/41/r1/final
# custom:
#   severity: low
#   subject: chain-or-rule
#   remediation: |
#     Remove the rule, or write a new last day and who asked for it: `-m comment --comment "vendor access, OPS-12,
#     until 2027-01-31"`. In a cloud or a plan it stands in the description of the rule.
#   aliases: [rule-contradicts-comment]
#   parameters:
#     words:
#       default:
#         - temp
#         - temporary
#         - temporarily
#         - temporaire
#         - provisoire
#         - tmp
#         - todo
#         - fixme
#         - remove me
#         - quick fix
#         - for testing
#         - for test
#         - test only
#         - test rule
#         - just a test
#       description: Words that say that the rule was not meant to stay.
package policies.firewall.rules.rule_contradicts_comment

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

# A chain with comments and no such rule is a subject by itself; a chain with some is judged by each of them.
subjects[chain] := rules if {
	some chain, rules in _by_chain
	count({rule.id | some rule in rules} & _accused) == 0
}

subjects[id] := rule if some id, rule in _guilty

passed[chain] := verdict.proof(concat("", [$"{count(rules)}", " rules with a comment say nothing against themselves"]), array.slice(rules, 0, 3)) if {
	some chain, rules in _by_chain
	count({rule.id | some rule in rules} & _accused) == 0
}

failed[id] := verdict.proof(concat("; ", sort(_reasons[id])), [rule]) if some id, rule in _guilty

_accused := object.keys(_reasons)

_guilty[rule.id] := rule if {
	some rule in _commented
	_reasons[rule.id]
}

_reasons[rule.id] contains $"its comment says that it ended on {rule.expired}: {rule.comment}" if {
	some rule in _commented
	rule.expired != ""
}

_reasons[rule.id] contains $"its comment says that it is not meant to stay: {rule.comment}" if {
	some rule in _commented
	rule.expired == ""
	rule.dated == false
	regex.match(_pattern, rule.comment)
}

_pattern := concat("", [
	`(?i)\b(?:`,
	concat("|", data.parameters["firewall.rules.rule_contradicts_comment"].words),
	`)\b`,
])

_by_chain[chain] := [rule | some rule in rules] if some chain, rules in _sets

_sets[rule.chain] contains rule if some rule in _commented

_commented contains rule if {
	some rule in input.firewall.rule_notes.data.rules
	rule.comment != ""
}
