# METADATA
# title: Nothing passes between zones but the declared flows
# description: |
#   Zones keep an intruder in the part where the first machine fell. exposure.yaml names them by networks and targets,
#   and the flows between them; judged is everything that reaches this target or point from another zone and is neither
#   a flow nor a declared service. A service for `internet` is open to every zone. Targets in no zone, and files without
#   `flows`, are out of scope. Groups that a rule names in place of addresses are placed by the targets of a zone.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/41/r1/final
# custom:
#   severity: high
#   subject: zone-pair
#   remediation: |
#     Narrow the sources of the rule named here to its own zone, or declare the flow in exposure.yaml:
#     `- {from: app, to: data, ports: [tcp/5432]}`.
#   aliases: [zone-isolation]
package policies.firewall.declared.zone_isolation

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[pair.id] := pair.broken if some pair in input.firewall.declared_state.data.zones

passed[id] := verdict.proof("only declared flows pass", [fact]) if {
	some id, fact in subjects
	fact.value == []
}

failed[pair.id] := verdict.proof(_message(pair.broken.value), pair.decided_by) if {
	some pair in input.firewall.declared_state.data.zones
	count(pair.broken.value) > 0
}

_message(flows) := concat("", ["no flow allows: ", concat("; ", array.slice(flows, 0, 5)), _more(count(flows) - 5)])

_more(left) := "" if left <= 0

_more(left) := $"; and {left} more" if left > 0
