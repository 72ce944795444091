# METADATA
# title: Replies are accepted by state, and packets of no connection are dropped
# description: |
#   A filter that knows connections needs no wide openings for replies, and turns away forged packets that belong to
#   none. Judged is what happens to a reply to this machine's own request, and to a packet of state INVALID from a
#   public address. What is let in without a connection meets programs that refuse it: hence the severity.
#   Where nothing is filtered at all, firewall.policy.host_firewall_active tells it, and this one is out of scope.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://conntrack-tools.netfilter.org/manual.html
# custom:
#   severity: low
#   subject: chain
#   remediation: |
#     Begin INPUT with `iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT` and `iptables -A
#     INPUT -m conntrack --ctstate INVALID -j DROP`, the same for ip6tables.
#   aliases: [established-before-drop]
package policies.firewall.rules.established_before_drop

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[one.id] := [one.established, one.invalid] if some one in input.firewall.exposure.data.connection_states

passed[id] := verdict.proof("replies are accepted and stray packets dropped", [established, invalid]) if {
	some id, [established, invalid] in subjects
	established.value == "accepted"
	invalid.value == "dropped"
}

failed[id] := verdict.proof(concat("; ", sort(_reasons[id])), subjects[id]) if {
	some id, _ in _reasons
	count({split(id, ":")[0]} - _unfiltered) == 1
}

not_applicable[id] := verdict.proof("nothing at all is filtered in this family: firewall.policy.host_firewall_active tells it", subjects[id]) if {
	some id, _ in _reasons
	split(id, ":")[0] in _unfiltered
}

_reasons[id] contains "replies to this machine's connections are dropped" if {
	some id, [established, _] in subjects
	established.value == "dropped"
}

_reasons[id] contains "packets that belong to no connection are accepted" if {
	some id, [_, invalid] in subjects
	invalid.value == "accepted"
}

_unfiltered := {family.id |
	some family in input.firewall.exposure.data.families
	family.active.value == false
}
