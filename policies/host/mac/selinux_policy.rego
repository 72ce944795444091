# METADATA
# title: SELinux enforces the targeted or the mls policy
# description: |
#   The policy `minimum` confines next to nothing, and permissive mode refuses nothing. Judged are
#   /etc/selinux/config, with the arguments of the kernel before it, and the mode now. Only machines of the RHEL
#   family.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/selinux.8.html
#     description: selinux(8)
# custom:
#   severity: medium
#   subject: access-control
#   remediation: >-
#     Set `SELINUX=enforcing` and `SELINUXTYPE=targeted` in /etc/selinux/config, take selinux=0 off the command
#     line, and restart (`touch /.autorelabel` when it was off).
#   aliases: [mac-selinux-targeted]
#   parameters:
#     policies:
#       default: ["targeted", "mls"]
#       description: Accepted policies.
package policies.host.mac.selinux_policy

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_parts["policy"] := input.host.mac.data.selinux.policy

_parts["mode at boot"] := input.host.mac.data.selinux.mode

_parts["mode now"] := input.host.mac.data.selinux.live_mode if input.host.mac.data.live == true

subjects[id] := {"system": input.host.mac.data.system, "fact": fact} if some id, fact in _parts

_accepted := {
	"policy": {one | some one in data.parameters["host.mac.selinux_policy"].policies},
	"mode at boot": {"enforcing"},
	"mode now": {"enforcing"},
}

not_applicable[id] := verdict.proof($"the access control is {facts.system.value}", [facts.system]) if {
	some id, facts in subjects
	facts.system.value != "selinux"
}

passed[id] := verdict.proof(facts.fact.value, [facts.fact]) if {
	some id, facts in subjects
	facts.system.value == "selinux"
	facts.fact.value in _accepted[id]
}

failed[id] := verdict.proof($"{facts.fact.value}, asked is {concat(" or ", sort(_accepted[id]))}", [facts.fact]) if {
	some id, facts in subjects
	facts.system.value == "selinux"
	count({facts.fact.value} - _accepted[id]) == 1
}
