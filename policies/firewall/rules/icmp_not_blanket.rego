# METADATA
# title: ICMP that the network needs is let in, and redirects are not
# description: |
#   Without "fragmentation needed" (IPv4) and "packet too big" (IPv6) large packets vanish and connections hang; without
#   neighbour discovery IPv6 does not work at all. The usual rule for ESTABLISHED,RELATED lets in the first two. A
#   redirect lets a neighbour move traffic to himself: judged here is one that belongs to no connection, which only a
#   blanket allowance of ICMP lets in, and only where the kernel's own setting was not read, since that has a rule of
#   its own. Router solicitations and advertisements are needed by some machines only and not judged. Where nothing is
#   filtered, firewall.policy.host_firewall_active tells it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc4890
#   - ref: https://www.rfc-editor.org/rfc/rfc8201
# custom:
#   severity: low
#   subject: address-family
#   remediation: |
#     Name the types: `iptables -A INPUT -p icmp --icmp-type fragmentation-needed -j ACCEPT`, `ip6tables -A INPUT -p icmpv6
#     --icmpv6-type packet-too-big -j ACCEPT`, and types 133 to 136 with `-m hl --hl-eq 255`; drop type 5 and 137.
#   aliases: [icmp-not-blanket]
package policies.firewall.rules.icmp_not_blanket

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[one.id] := array.concat([kind.verdict | some kind in one.needed], [one.redirects]) if {
	some one in input.firewall.icmp.data.families
}

passed[one.id] := verdict.proof("what is needed is let in, and redirects are not", subjects[one.id]) if {
	some one in _families
	every kind in one.needed {
		kind.verdict.value == "accepted"
	}
	one.redirects.value in {"dropped", "kernel"}
}

failed[one.id] := verdict.proof(concat("; ", sort(_reasons[one.id])), subjects[one.id]) if {
	some one in _families
	count(_reasons[one.id]) > 0
}

not_applicable[id] := verdict.proof("nothing at all is filtered in this family: firewall.policy.host_firewall_active tells it", subject) if {
	some id, subject in subjects
	id in _unfiltered
}

_reasons[one.id] contains $"{kind.id} is dropped" if {
	some one in _families
	some kind in one.needed
	kind.verdict.value == "dropped"
}

_reasons[one.id] contains "redirects that belong to no connection are accepted" if {
	some one in _families
	one.redirects.value == "accepted"
}

_families contains one if {
	some one in input.firewall.icmp.data.families
	count({one.id} - _unfiltered) == 1
}

_unfiltered := {family.id |
	some family in input.firewall.exposure.data.families
	family.active.value == false
}
