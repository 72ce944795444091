# METADATA
# title: No protocol is open to the internet on every port
# description: |
#   With every port open the filter protects nothing: each service that is started is public from its first second.
#   It also happens by rules that do not look so, such as accepting every packet with the source port of DNS, which
#   anybody can choose.
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
#     (`-m conntrack --ctstate ESTABLISHED,RELATED`).
#   aliases: [all-ports-not-open, gcp-no-all-ports]
package policies.firewall.exposure.all_ports_not_open

import data.policies.lib.exposure
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

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

failed[id] := verdict.proof("every port is open to the internet", [fact]) if {
	some id, fact in subjects
	fact.value == "internet"
}

_closed_points := [point |
	some point in input.firewall.exposure.data.points
	point.kind != "network-acl"
	count(point.protocols) == 0
]
