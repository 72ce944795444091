# METADATA
# title: A router drops private sources on its outer interface
# description: |
#   A packet from the internet with a source of a private network is forged, and passes for one of your own wherever a
#   rule trusts such addresses. Judged are interfaces on whose way out the rules translate sources, since only there is
#   the outer side plain: whether any new packet with a private source is let in, for the router or through it. A check
#   of the reverse path (rpfilter, fib, or rp_filter=1 in the kernel) counts. 100.64.0.0/10 is used by providers and not
#   judged; loopback sources have a rule of their own.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc2827
#   - ref: https://www.rfc-editor.org/rfc/rfc3704
# custom:
#   severity: medium
#   subject: interface
#   remediation: |
#     Drop them first: `iptables -t raw -A PREROUTING -i eth0 -s 10.0.0.0/8 -j DROP` and so on, or all at once `iptables -t
#     raw -A PREROUTING -m rpfilter --invert -j DROP`. Leave out the block of the outer network itself where that is private.
#   aliases: [antispoofing]
#   parameters:
#     blocks:
#       default: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"]
#       description: >-
#         Blocks that may not come in from outside; also known: 0.0.0.0/8, 169.254.0.0/16, 224.0.0.0/3, 2001:db8::/32.
package policies.firewall.rules.antispoofing

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[one.id] := one.accepted if some one in input.firewall.spoofing.data.interfaces

passed[id] := verdict.proof("private sources are dropped", [fact]) if {
	some id, fact in subjects
	_blocks(fact.value) == []
}

failed[one.id] := verdict.proof(_message(blocks), _places(one)) if {
	some one in input.firewall.spoofing.data.interfaces
	blocks := _blocks(one.accepted.value)
	count(blocks) > 0
}

_blocks(accepted) := [block |
	some block in accepted
	block in data.parameters["firewall.rules.antispoofing"].blocks
]

_message(blocks) := concat("", ["new packets are let in with sources of ", concat(", ", blocks)])

_places(one) := array.concat(one.decided_by, [one.accepted | count(one.decided_by) == 0])
