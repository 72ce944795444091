# METADATA
# title: The kernel withstands floods of half-open connections
# description: |
#   SYN cookies keep a service reachable when its queue of half-open connections is full.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.kernel.org/networking/ip-sysctl.html
#     description: IP parameters of the kernel
#   - ref: https://man7.org/linux/man-pages/man5/sysctl.d.5.html
#     description: sysctl.d(5)
# custom:
#   severity: medium
#   subject: kernel-parameter
#   remediation: >-
#     Put `net.ipv4.tcp_syncookies = 1` into /etc/sysctl.d/60-hardening.conf and run `sysctl --system`.
#   aliases: [sysctl-syncookies]
package policies.host.sysctl.syncookies

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_accepted := {"net.ipv4.tcp_syncookies": ["1", "2"]}

subjects[key.id] := {"boot": key.at_boot, "live": key.live, "supported": key.supported} if {
	some key in input.host.sysctl.data.keys
	_accepted[key.id]
}

not_applicable[id] := verdict.proof("the running kernel has no such parameter", []) if {
	some id, facts in subjects
	facts.supported == false
}

passed[id] := verdict.proof($"{facts.live.value} now and at boot", [facts.live, facts.boot]) if {
	some id, facts in subjects
	facts.live.value in _accepted[id]
	facts.boot.value in _accepted[id]
}

# An offline tree has no running kernel: what its files set at boot is all there is to judge.
passed[id] := verdict.proof($"{facts.boot.value} at boot", [facts.boot]) if {
	some id, facts in subjects
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
	count(_reasons[id]) > 0
}

_told(id) := $"{concat(" and ", sort(_reasons[id]))}, asked is {concat(" or ", _accepted[id])}"
