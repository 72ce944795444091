# METADATA
# title: What no rule names is not let in
# description: |
#   A list of what is forbidden is never complete; a list of what is needed can be. The policy of INPUT is to drop,
#   or an unconditional last rule drops or rejects; a last rule that accepts everything undoes a policy of DROP.
#   What counts is what happens to a new packet from another machine that no conditional rule decides. A family in
#   which nothing at all is filtered is out of scope: firewall.policy.host_firewall_active tells it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/iptables.8.html
# custom:
#   severity: high
#   subject: chain
#   remediation: |
#     First make sure that your own access is allowed (`iptables -A INPUT -p tcp --dport 22 -s ADDRESS -j ACCEPT`,
#     replies by `--ctstate ESTABLISHED,RELATED`), then `iptables -P INPUT DROP` and `ip6tables -P INPUT DROP`,
#     and save the rules.
#   aliases: [no-default-accept-input, fw-default-deny, svc-listen-has-firewall, fw-open-ports-v6]
package policies.firewall.policy.no_default_accept_input

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[policy.id] := policy["default"] if {
	some policy in input.firewall.exposure.data.policies
	policy.hook == "input"
}

passed[id] := verdict.proof("packets that no rule names are denied", [fact]) if {
	some id, fact in subjects
	fact.value == "deny"
}

not_applicable[policy.id] := verdict.proof(_told_there, [policy["default"]]) if {
	some policy in input.firewall.exposure.data.policies
	policy.hook == "input"
	policy["default"].value == "allow"
	policy.family in _unfiltered
}

failed[policy.id] := verdict.proof("packets that no rule names are accepted", [policy["default"]]) if {
	some policy in input.firewall.exposure.data.policies
	policy.hook == "input"
	policy["default"].value == "allow"
	count({policy.family} - _unfiltered) == 1
}

_told_there := "nothing at all is filtered in this family: firewall.policy.host_firewall_active tells it"

# A policy that denies filters something: a family of this list has none.
_unfiltered := {family.id |
	some family in input.firewall.exposure.data.families
	family.active.value == false
}
