# METADATA
# title: No port is opened to the internet in pieces
# description: |
#   0.0.0.0/1 and 128.0.0.0/1 together are everybody, and neither looks like it: the split hides an open port from
#   reviews and from simple scanners. Judged is the share of all public addresses that is accepted by all rules
#   together; half or more counts where no deciding rule names every source.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc4632
# custom:
#   severity: high
#   subject: port
#   remediation: |
#     Name the addresses that need the port. If everybody needs it, say so with one rule without a source.
#   aliases: [no-half-internet-split]
package policies.firewall.exposure.no_half_internet_split

import data.policies.lib.exposure
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := range.reach if some id, range in _ranges

# A point of which nothing can be reached is one subject.
subjects[point.id] := point.at if some point in _closed_points

passed[point.id] := verdict.proof("nothing can be reached", [point.at]) if some point in _closed_points

passed[id] := verdict.proof("it is not opened in pieces", [range.reach]) if {
	some id, range in _ranges
	range.split == false
	range.reach.value
}

failed[id] := verdict.proof($"{range.percent} % of all public addresses are accepted, in pieces", range.decided_by) if {
	some id, range in _ranges
	range.split == true
}

_ranges[concat("", [scope.prefix, range.id])] := range if {
	some scope in exposure.scopes(input.firewall.exposure.data)
	some range in scope.ranges
}

_closed_points := [point |
	some point in input.firewall.exposure.data.points
	point.kind != "network-acl"
	count(point.ranges) == 0
]
