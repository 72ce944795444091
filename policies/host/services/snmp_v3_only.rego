# METADATA
# title: The SNMP agent does not start, or speaks version 3 only
# description: |
#   Versions 1 and 2c send their only password, the community, in the clear; Debian's own configuration lets `public`
#   in, though from the host itself alone. Version 3 has users with keys, unless a line says noauth. With allow_v3
#   false the agent must not start at all. Communities and keys are not read.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc3414
# custom:
#   severity: medium
#   subject: service
#   remediation: |
#     `systemctl mask --now snmpd.service`; where the host is watched by SNMP remove rocommunity, rwcommunity and
#     com2sec lines from /etc/snmp/snmpd.conf, make a user with `net-snmp-create-v3-user -ro -a SHA-256 -x AES`, and
#     restart snmpd.
#   aliases: [svc-snmp]
#   parameters:
#     allow_v3:
#       default: true
#       description: >-
#         Whether an agent that speaks version 3 only may start.
package policies.host.services.snmp_v3_only

import data.policies.lib.services
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["snmpd"] := array.concat(
	services.facts(_units, _names),
	[input.host.snmp.data.communities, input.host.snmp.data.weak_users],
)

passed["snmpd"] := services.off(_units, _names)

passed["snmpd"] := verdict.proof("the agent speaks version 3 only", [input.host.snmp.data.communities]) if {
	services.on(_units, _names)
	data.parameters["host.services.snmp_v3_only"].allow_v3 == true
	input.host.snmp.data.communities.value == []
	input.host.snmp.data.weak_users.value == []
}

failed["snmpd"] := verdict.proof(concat("; ", [services.on(_units, _names).message, concat("; ", sort(_reasons))]), _reason_facts) if {
	services.on(_units, _names)
	count(_reasons) > 0
}

_reasons contains "it may not start at all" if data.parameters["host.services.snmp_v3_only"].allow_v3 == false

_reasons contains $"versions 1 and 2c are let in by {concat(", ", {word | some word in fact.value})}" if {
	fact := input.host.snmp.data.communities
	count(fact.value) > 0
}

_reasons contains "users of version 3 need no password (noauth)" if count(input.host.snmp.data.weak_users.value) > 0

_reason_facts := array.concat(
	[fact | some fact in [input.host.snmp.data.communities, input.host.snmp.data.weak_users]; count(fact.value) > 0],
	services.facts(_units, _names),
)

_units := input.host.services.data.units

_names := {"snmpd.service", "snmpd.socket"}
