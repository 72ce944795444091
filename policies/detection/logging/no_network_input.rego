# METADATA
# title: rsyslog takes no logs from the network
# description: |
#   A listening log service takes lines from anybody, and fills the disk with them. For a log host choose a
#   profile without this rule.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rsyslog.com/doc/configuration/modules/imtcp.html
# custom:
#   severity: medium
#   subject: host
#   remediation: |
#     Remove `imtcp`, `imudp`, `imrelp` inputs from rsyslog.conf and rsyslog.d, unless this is the log host.
#   aliases: [log-no-listen]
package policies.detection.logging.no_network_input

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["host"] := input.host.logging.data.network_inputs

passed[id] := verdict.proof("no input from the network", [fact]) if {
	some id, fact in subjects
	fact.value == []
}

failed[id] := verdict.proof($"inputs from the network: {concat(", ", fact.value)}", [fact]) if {
	some id, fact in subjects
	count(fact.value) > 0
}
