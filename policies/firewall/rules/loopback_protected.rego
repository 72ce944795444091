# METADATA
# title: Loopback traffic is accepted, and loopback addresses from outside are dropped
# description: |
#   Programs of one machine speak over its loopback interface and trust it. A packet with a loopback source on any
#   other interface is forged. The kernel drops most of them by itself unless route_localnet is on; a rule does not
#   depend on that.
#   Where nothing is filtered at all, firewall.policy.host_firewall_active tells it, and this one is out of scope.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc1122
# custom:
#   severity: low
#   subject: address-family
#   remediation: |
#     Begin INPUT with `iptables -A INPUT -i lo -j ACCEPT` and `iptables -A INPUT -s 127.0.0.0/8 -j DROP`; with
#     ip6tables use `-s ::1/128`.
#   aliases: [loopback-protected, fw-loopback]
package policies.firewall.rules.loopback_protected

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[one.id] := [one.accepted, one.spoofed] if some one in input.firewall.exposure.data.loopback

passed[id] := verdict.proof("the loopback works and cannot be forged", [accepted, spoofed]) if {
	some id, [accepted, spoofed] in subjects
	accepted.value == "accepted"
	spoofed.value == "dropped"
}

failed[id] := verdict.proof(concat("; ", sort(_reasons[id])), subjects[id]) if {
	some id, _ in _reasons
	count({id} - _unfiltered) == 1
}

not_applicable[id] := verdict.proof("nothing at all is filtered in this family: firewall.policy.host_firewall_active tells it", subjects[id]) if {
	some id, _ in _reasons
	id in _unfiltered
}

_reasons[id] contains "traffic of the machine with itself is dropped" if {
	some id, [accepted, _] in subjects
	accepted.value == "dropped"
}

_reasons[id] contains "loopback sources are accepted from other interfaces" if {
	some id, [_, spoofed] in subjects
	spoofed.value == "accepted"
}

_unfiltered := {family.id |
	some family in input.firewall.exposure.data.families
	family.active.value == false
}
