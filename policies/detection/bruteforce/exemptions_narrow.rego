# METADATA
# title: No jail of fail2ban spares a wide network
# description: |
#   `ignoreip` is meant for the addresses of administrators. A network of many addresses in it lets everybody
#   inside guess without end, and `0.0.0.0/0` switches the jail off. Loopback is not counted; names and single
#   addresses are fine.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/stable/fail2ban/jail.conf.5.en.html
# custom:
#   severity: medium
#   subject: fail2ban-jail
#   remediation: |
#     Put only loopback and the addresses or small networks of administrators into `ignoreip`.
#   aliases: []
#   parameters:
#     max_free_bits:
#       default: 8
#       description: "Free bits of the widest network that may be spared; 8 is an IPv4 /24."
package policies.detection.bruteforce.exemptions_narrow

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"jail:{jail.id}"] := jail.widest_ignored_prefix_bits if {
	some jail in input.host.fail2ban.data.jails
	jail.enabled.value == true
}

passed[id] := verdict.proof("no wide network is spared", [fact]) if {
	some id, fact in subjects
	fact.value <= _limit
}

failed[id] := verdict.proof($"a network with {fact.value} free bits of address is never banned", [fact]) if {
	some id, fact in subjects
	fact.value > _limit
}

_limit := data.parameters["detection.bruteforce.exemptions_narrow"].max_free_bits
