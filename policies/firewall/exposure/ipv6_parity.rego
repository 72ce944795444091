# METADATA
# title: Nothing is open over IPv6 that is closed over IPv4
# description: |
#   Services listen on both families, and the filter of the second one is easily forgotten: iptables does not see
#   IPv6 at all. Judged are ports that public IPv6 addresses reach and IPv4 addresses reach less. Both rulesets are
#   needed.
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
observations := verdict.decide(subjects, passed, failed)

subjects[parity.id] := parity.wider if some parity in input.firewall.exposure.data.parity

passed[id] := verdict.proof("no port is open to more over IPv6 than over IPv4", [fact]) if {
	some id, fact in subjects
	fact.value == []
}

failed[parity.id] := verdict.proof(_message(parity.wider.value), parity.decided_by) if {
	some parity in input.firewall.exposure.data.parity
	count(parity.wider.value) > 0
}

_message(ports) := concat("", ["open to more over IPv6 than over IPv4: ", concat(", ", array.slice(ports, 0, 10))])
