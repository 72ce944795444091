# METADATA
# title: A machine that forwards denies what no rule names
# description: |
#   A machine that forwards joins two networks: by default everything passes. Out of scope where the kernel does not
#   forward; where that was not read, rules that accept or translate forwarded packets show that it does. Only who can
#   route by this machine gets through, and the services behind have filters of their own: hence the severity.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.kernel.org/doc/html/latest/networking/ip-sysctl.html
# custom:
#   severity: medium
#   subject: chain
#   remediation: |
#     Allow the flows that are needed in FORWARD (replies by `--ctstate ESTABLISHED,RELATED`), then `iptables -P
#     FORWARD DROP` and `ip6tables -P FORWARD DROP`; or turn forwarding off with `sysctl -w
#     net.ipv4.ip_forward=0`.
#   aliases: [no-default-accept-forward, fw-default-deny]
package policies.firewall.policy.no_default_accept_forward

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[policy.id] := [policy["default"], policy.forwards] if {
	some policy in input.firewall.exposure.data.policies
	policy.hook == "forward"
}

not_applicable[id] := verdict.proof("the machine does not forward", [forwards]) if {
	some id, [_, forwards] in subjects
	forwards.value == false
}

passed[id] := verdict.proof("forwarded packets that no rule names are denied", [fact]) if {
	some id, [fact, forwards] in subjects
	fact.value == "deny"
	_may_forward(forwards)
}

failed[id] := verdict.proof("forwarded packets that no rule names are accepted", [fact, forwards]) if {
	some id, [fact, forwards] in subjects
	fact.value == "allow"
	forwards.value == true
}

_may_forward(forwards) if forwards.value == true

_may_forward(forwards) if forwards.unknown
