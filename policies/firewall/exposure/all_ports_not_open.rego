# METADATA
# title: No protocol is open to the internet on every port
# description: |
#   With every port open the filter protects nothing: each service that is started is public from its first second. It
#   also happens by rules that do not look so, such as accepting every packet with the source port of DNS, which anybody
#   can choose. On a machine the default policy may be what opens them: firewall.policy.no_default_accept_input tells
#   that, and firewall.policy.host_firewall_active that nothing is filtered at all; both are out of scope here. A
#   service that is known to wait behind the opening fails by a rule of its own, at its own severity: hence not
#   critical.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/41/r1/final
# custom:
#   severity: high
#   subject: protocol
#   remediation: >-
#     Name the ports that are needed, SSH from your own address first (or the next step locks you out), then remove
#     the rule that opens all of them or set the policy to DROP. Replies need no rule by port: accept them by state
#     (`-m conntrack --ctstate ESTABLISHED,RELATED`). In a cloud or a plan, give the rule that allows all ports the
#     ports and sources that are needed.
#   aliases: [all-ports-not-open, gcp-no-all-ports]
package policies.firewall.exposure.all_ports_not_open

import data.policies.lib.exposure
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[concat("", [scope.prefix, protocol.id])] := protocol.every_port if {
	some scope in exposure.scopes(input.firewall.exposure.data)
	some protocol in scope.protocols
}

# A point of which no protocol is open on every port is one subject.
subjects[point.id] := point.at if some point in _closed_points

passed[point.id] := verdict.proof("not every port is open", [point.at]) if some point in _closed_points

passed[id] := verdict.proof("not every port is open to the internet", [fact]) if {
	some id, fact in subjects
	fact.value in {"none", "internal", "partner"}
}

not_applicable[id] := verdict.proof($"every port is open to the internet: {rule} tells it", [subjects[id]]) if {
	some id, rule in _told_by
}

failed[id] := verdict.proof("every port is open to the internet", [fact]) if {
	some id, fact in subjects
	fact.value == "internet"
	object.get(_told_by, id, "") == ""
}

# The protocols of the machine that are open because nothing decides otherwise, with the rule that tells it.
_told_by[protocol.id] := _tellers[split(protocol.id, ":")[0]] if {
	some protocol in input.firewall.exposure.data.protocols
	protocol.every_port.value == "internet"
}

_tellers[family.id] := "firewall.policy.host_firewall_active" if {
	some family in input.firewall.exposure.data.families
	family.active.value == false
}

_tellers[policy.family] := "firewall.policy.no_default_accept_input" if {
	some policy in input.firewall.exposure.data.policies
	policy.hook == "input"
	policy["default"].value == "allow"
	count({policy.family} - _unfiltered) == 1
}

_unfiltered := {family.id |
	some family in input.firewall.exposure.data.families
	family.active.value == false
}

_closed_points := [point |
	some point in input.firewall.exposure.data.points
	point.kind != "network-acl"
	count(point.protocols) == 0
]
