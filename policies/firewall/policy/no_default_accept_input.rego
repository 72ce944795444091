# METADATA
# title: What no rule names is not let in
# description: |
#   A list of what is forbidden is never complete; a list of what is needed can be. The policy of INPUT is to drop,
#   or an unconditional last rule drops or rejects; a last rule that accepts everything undoes a policy of DROP.
#   What counts is what happens to a new packet from another machine that no conditional rule decides.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/iptables.8.html
# custom:
#   severity: medium
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
observations := verdict.decide(subjects, passed, failed)

subjects[policy.id] := policy["default"] if {
	some policy in input.firewall.exposure.data.policies
	policy.hook == "input"
}

passed[id] := verdict.proof("packets that no rule names are denied", [fact]) if {
	some id, fact in subjects
	fact.value == "deny"
}

failed[id] := verdict.proof("packets that no rule names are accepted", [fact]) if {
	some id, fact in subjects
	fact.value == "allow"
}
