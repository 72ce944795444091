# METADATA
# title: Replies are accepted by state, and packets of no connection are dropped
# description: |
#   A filter that knows connections needs no wide openings for replies, and turns away forged packets that belong to
#   none. Judged is what happens to a reply to this machine's own request, and to a packet of state INVALID from a
#   public address.
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
observations := verdict.decide(subjects, passed, failed)

subjects[one.id] := [one.established, one.invalid] if some one in input.firewall.exposure.data.connection_states

passed[id] := verdict.proof("replies are accepted and stray packets dropped", [established, invalid]) if {
	some id, [established, invalid] in subjects
	established.value == "accepted"
	invalid.value == "dropped"
}

failed[id] := verdict.proof(concat("; ", sort(_reasons[id])), subjects[id]) if some id, _ in _reasons

_reasons[id] contains "replies to this machine's connections are dropped" if {
	some id, [established, _] in subjects
	established.value == "dropped"
}

_reasons[id] contains "packets that belong to no connection are accepted" if {
	some id, [_, invalid] in subjects
	invalid.value == "accepted"
}
