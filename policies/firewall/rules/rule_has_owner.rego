# METADATA
# title: Every rule that lets something in names its owner
# description: |
#   A rule that nobody answers for is never removed. Judged are rules that let in new connections from elsewhere (not
#   replies, the loopback or ICMP): they name an owner or a ticket in their comment, or all that they let in is declared
#   in exposure.yaml with one. Chains that a program keeps (`managed`) do not count. Rules of a cloud without any
#   description are told by the rule about descriptions.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/41/r1/final
# custom:
#   severity: low
#   subject: chain
#   remediation: |
#     Write who answers for the rule beside it: `-m comment --comment "owner: team-web, OPS-214"` (nftables and ufw:
#     `comment "…"`), or declare the service with its owner in exposure.yaml. In a cloud or a plan, write it in the
#     description of the rule.
#   aliases: [rule-has-owner]
#   parameters:
#     pattern:
#       default: '(?i:\b(?:owner|ticket|change|chg|req|ref)\b\s*[:=#])|\b[A-Z][A-Z0-9]+-[0-9]+\b|#[0-9]+|[^\s@]+@[^\s@]+'
#       description: What an owner or a ticket looks like in a comment.
#     managed:
#       default: ["DOCKER", "KUBE-", "cali-", "CNI-", "FLANNEL-", "LIBVIRT_", "ufw-", "ufw6-", "f2b-", "ts-"]
#       description: Beginnings of the names of chains that a program keeps; the chains of ufw for its user's rules count where ufw's own files were read.
package policies.firewall.rules.rule_has_owner

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[chain] := [] if {
	some chain, _ in _by_chain
	count({chain} & object.keys(_untold)) == 0
}

subjects[chain] := untold if some chain, untold in _untold

_untold[one.id] := one if some one in input.firewall.rule_notes.data.undecided

passed[chain] := verdict.proof("every rule that lets something in has an owner or a ticket", array.slice([rule | some rule in rules], 0, 3)) if {
	some chain, rules in _by_chain
	object.keys(rules) - _owned == set()
	count({chain} & object.keys(_untold)) == 0
}

failed[chain] := verdict.proof(_message(rules, missing), array.slice([rules[id] | some id in missing], 0, 3)) if {
	some chain, rules in _by_chain
	missing := object.keys(rules) - _owned
	count(missing) > 0
}

_message(rules, missing) := concat("", [
	$"{count(missing)} of {count(rules)} rules that let something in name no owner and no ticket: ",
	concat("; ", array.slice(sort([rules[id].text | some id in missing]), 0, 3)),
	_more(count(missing) - 3),
])

_more(left) := "" if left <= 0

_more(left) := $"; and {left} more" if left > 0

_owned contains id if {
	some id, rule in _judged
	rule.declared == true
}

_owned contains id if {
	some id, rule in _judged
	regex.match(_parameters.pattern, rule.comment)
}

_by_chain[chain] := {id: _judged[id] | some id in ids} if some chain, ids in _ids

_ids[rule.chain] contains rule.id if some rule in _judged

_judged[rule.id] := rule if {
	some rule in input.firewall.rule_notes.data.rules
	rule.opens == true
	_described(rule)
	count({rule.id} & _managed) == 0
}

_described(rule) if rule.scope == "machine"

_described(rule) if rule.comment != ""

_managed contains rule.id if {
	some rule in input.firewall.rule_notes.data.rules
	some beginning in _parameters.managed
	startswith(rule.chain_name, beginning)
	_by_a_program(rule)
}

# The rules that people gave to ufw, with the comments they gave: the loaded rules do not hold them.
_by_a_program(rule) if rule.engine != "ufw"

_by_a_program(rule) if regex.match(`^ufw6?-(?:before|after|reject|track|logging|skip)`, rule.chain_name)

_parameters := data.parameters["firewall.rules.rule_has_owner"]
