# METADATA
# title: Nothing is open over IPv6 that is closed over IPv4
# description: |
#   Services listen on both families, and the filter of the second one is easily forgotten: iptables does not see
#   IPv6 at all. Judged are ports that public IPv6 addresses reach and IPv4 addresses reach less. Both rulesets are
#   needed. Where nothing at all is filtered over IPv6, firewall.policy.host_firewall_active tells it, and this rule is
#   out of scope.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc9099
# custom:
#   severity: high
#   subject: protocol
#   remediation: |
#     Give ip6tables the same rules as iptables (`ip6tables -P INPUT DROP` and the same openings), or use one
#     nftables table of family inet.
#   aliases: [ipv6-parity, fw-open-ports-v6]
package policies.firewall.exposure.ipv6_parity

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[parity.id] := parity.wider if some parity in input.firewall.exposure.data.parity

passed[id] := verdict.proof("no port is open to more over IPv6 than over IPv4", [fact]) if {
	some id, fact in subjects
	fact.value == []
}

not_applicable[parity.id] := verdict.proof(_told_there, parity.decided_by) if {
	some parity in _wider
	count(_unfiltered) == 1
}

failed[parity.id] := verdict.proof(_message(parity.wider.value), parity.decided_by) if {
	some parity in _wider
	count(_unfiltered) == 0
}

_wider := [parity |
	some parity in input.firewall.exposure.data.parity
	count(parity.wider.value) > 0
]

_unfiltered := {family.id |
	some family in input.firewall.exposure.data.families
	family.id == "ipv6"
	family.active.value == false
}

_told_there := "nothing at all is filtered over IPv6: firewall.policy.host_firewall_active tells it"

_message(ports) := concat("", ["open to more over IPv6 than over IPv4: ", concat(", ", array.slice(ports, 0, 10))])
