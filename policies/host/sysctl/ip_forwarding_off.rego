# METADATA
# title: The host does not forward packets
# description: |
#   A host that forwards joins networks that a firewall keeps apart. Routers, and hosts of containers or
#   virtual machines, forward by design: say so by the parameter.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.kernel.org/networking/ip-sysctl.html
#     description: IP parameters of the kernel
#   - ref: https://man7.org/linux/man-pages/man5/sysctl.d.5.html
#     description: sysctl.d(5)
# custom:
#   severity: low
#   subject: kernel-parameter
#   remediation: >-
#     Where nothing needs it (containers, virtual machines and VPNs stop without it), put `net.ipv4.ip_forward = 0`
#     and `net.ipv6.conf.all.forwarding = 0` into /etc/sysctl.d/60-hardening.conf and run `sysctl --system`. Else set
#     the parameter `router` to true.
#   aliases: [sysctl-ip-forward]
#   parameters:
#     router:
#       default: false
#       description: The host forwards packets by design (router, container or virtual machine host).
package policies.host.sysctl.ip_forwarding_off

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_accepted := {"net.ipv4.ip_forward": ["0"], "net.ipv6.conf.all.forwarding": ["0"]}

subjects[key.id] := {"boot": key.at_boot, "live": key.live, "supported": key.supported} if {
	some key in input.host.sysctl.data.keys
	_accepted[key.id]
}

_outside contains id if {
	some id, _ in subjects
	data.parameters["host.sysctl.ip_forwarding_off"].router == true
}

not_applicable[id] := verdict.proof("the host is a router by the profile", []) if some id in _outside

not_applicable[id] := verdict.proof("the running kernel has no such parameter", []) if {
	some id, facts in subjects
	data.parameters["host.sysctl.ip_forwarding_off"].router == false
	facts.supported == false
}

passed[id] := verdict.proof($"{facts.live.value} now and at boot", [facts.live, facts.boot]) if {
	some id, facts in subjects
	data.parameters["host.sysctl.ip_forwarding_off"].router == false
	facts.live.value in _accepted[id]
	facts.boot.value in _accepted[id]
}

# An offline tree has no running kernel: what its files set at boot is all there is to judge.
passed[id] := verdict.proof($"{facts.boot.value} at boot", [facts.boot]) if {
	some id, facts in subjects
	data.parameters["host.sysctl.ip_forwarding_off"].router == false
	input.host.sysctl.data.live == false
	facts.boot.value in _accepted[id]
}

_reasons[id] contains $"{facts.live.value} now" if {
	some id, facts in subjects
	count({facts.live.value} - {value | some value in _accepted[id]}) == 1
}

_reasons[id] contains $"{facts.boot.value} at boot" if {
	some id, facts in subjects
	facts.supported == true
	count({facts.boot.value} - {value | some value in _accepted[id]}) == 1
}

failed[id] := verdict.proof(_told(id), [fact | some fact in [facts.live, facts.boot]; count({fact.value} - {value | some value in _accepted[id]}) == 1]) if {
	some id, facts in subjects
	data.parameters["host.sysctl.ip_forwarding_off"].router == false
	count(_reasons[id]) > 0
}

_told(id) := $"{concat(" and ", sort(_reasons[id]))}, asked is {concat(" or ", _accepted[id])}"
