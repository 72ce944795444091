# METADATA
# description: What rules about rules without effect share.
# custom:
#   library: true
package policies.lib.dead_rules

# METADATA
# description: |
#   Rules by subject, each with words for its families. A rule of an inet table is one line that is read for IPv4 and for
#   IPv6: where both readings come to the same, it is told once, without the family in its subject.
once(rules) := {name: told |
	by_id := {rule.id: rule | some rule in rules}
	some id, rule in by_id
	[name, families] := _told(by_id, id, rule)
	told := {"rule": rule, "families": families}
}

# METADATA
# description: |
#   The first rules of a chain that are dead or not by a value that was not read: facts that are unknown.
undecided(chain, kind) := array.slice([rule | some rule in chain.undecided; kind in rule.as], 0, 3)

_told(by_id, id, rule) := [substring(id, 5, -1), " (IPv4 and IPv6)"] if {
	startswith(id, "ipv4:")
	_is_same(rule, by_id[_twin(id)])
}

_told(by_id, id, rule) := [id, ""] if not _has_twin(by_id, id, rule)

_has_twin(by_id, id, rule) if _is_same(rule, by_id[_twin(id)])

_is_same(rule, other) if {
	rule.at == other.at
	rule.by == other.by
}

_twin(id) := concat("", ["ipv6:", substring(id, 5, -1)]) if startswith(id, "ipv4:")

_twin(id) := concat("", ["ipv4:", substring(id, 5, -1)]) if startswith(id, "ipv6:")
