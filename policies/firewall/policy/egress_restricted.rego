# METADATA
# title: Not everything may leave for the internet
# description: |
#   Who broke in fetches tools and carries data away by any port that is open outwards; a short list of ports and
#   destinations makes both harder. Judged is each machine and point: it fails where new connections to every port of
#   TCP or UDP reach the internet. Where exposure.yaml declares ways out for it (`egress`), they are the measure
#   instead, and what else reaches public addresses fails. Out of scope, unless exposure.yaml is the measure, is what
#   another rule tells: a machine without any filter (firewall.policy.host_firewall_active), the default group of an AWS
#   network (firewall.cloud.default_sg_closed), and pods for which a NetworkPolicy opens everything
#   (firewall.kubernetes.policy_no_open_egress). Most machines and groups are made with everything open: hence the
#   severity.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/41/r1/final
# custom:
#   severity: low
#   subject: address-family
#   remediation: |
#     Allow what is needed (DNS to your resolver, NTP, HTTPS to a proxy or the package mirror) and deny the rest: remove
#     the egress rule for 0.0.0.0/0 on all ports, or `iptables -P OUTPUT DROP` after the allowances are in place. Where
#     everything is meant to leave, say so: `egress: [{ports: [tcp, udp], to: [internet], owner: team-net}]`.
#   aliases: [sg-egress-restricted]
package policies.firewall.policy.egress_restricted

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[scope.id] := [scope.undeclared] if some scope in _measured

subjects[scope.id] := [scope.every_port] if some scope in _unmeasured

passed[scope.id] := verdict.proof("only declared ways out are open", [scope.undeclared]) if {
	some scope in _filtered(_measured)
	scope.undeclared.value == []
}

passed[scope.id] := verdict.proof(_open(scope.internet_ports), [scope.every_port]) if {
	some scope in _filtered(_unmeasured)
	scope.every_port.value == false
}

failed[scope.id] := verdict.proof(_message(scope.undeclared.value), [scope.undeclared]) if {
	some scope in _filtered(_measured)
	count(scope.undeclared.value) > 0
}

failed[scope.id] := verdict.proof("every port of the internet can be reached from inside", _places(scope)) if {
	some scope in _filtered(_unmeasured)
	scope.every_port.value == true
	_is_default_group(scope) == false
	_is_opened_by_policy(scope) == false
}

# AWS keeps the name for the default group of each network.
_is_default_group(scope) if {
	scope.kind == "security-group"
	scope.every_port.value == true
	trim_suffix(scope.id, $" {scope.family}") in _default_groups
} else := false

_default_groups := {point.id |
	some point in input.firewall.exposure.data.points
	point.kind == "security-group"
	_has_default_name(point.name)
}

_has_default_name("default")

_has_default_name(name) if contains(name, "aws_default_security_group.")

# Without exceptions, so that the rule about policies counts it for sure; the default of pods is no rule of a policy.
_is_opened_by_policy(scope) if {
	scope.kind == "pods"
	scope.every_port.value == true
	count(scope.decided_by) > 0
	every decider in scope.decided_by {
		regex.match(` to (?:everywhere|(?:(?:0\.0\.0\.0/0|::/0),?)+)$`, decider.text)
	}
} else := false

not_applicable[id] := verdict.proof("nothing at all is filtered in this family: firewall.policy.host_firewall_active tells it", subjects[id]) if {
	some id, _ in _all
	id in _unfiltered
}

not_applicable[id] := verdict.proof("the default group as AWS makes it: firewall.cloud.default_sg_closed tells it", _places(scope)) if {
	some id, scope in _unmeasured
	_is_default_group(scope)
}

not_applicable[id] := verdict.proof(_by_policy, _places(scope)) if {
	some id, scope in _unmeasured
	_is_opened_by_policy(scope)
}

_by_policy := "a NetworkPolicy lets them reach everything: firewall.kubernetes.policy_no_open_egress judges it"

_unfiltered := {family.id |
	some family in input.firewall.exposure.data.families
	family.active.value == false
}

_filtered(scopes) := object.remove(scopes, _unfiltered)

_all := object.union(_measured, _unmeasured)

_measured[scope.id] := scope if {
	some scope in input.firewall.egress.data.scopes
	scope.undeclared
}

_unmeasured[scope.id] := scope if {
	some scope in input.firewall.egress.data.scopes
	object.get(scope, "undeclared", "none") == "none"
}

_open([]) := "nothing reaches the internet"

_open(ports) := concat("", ["the internet is reached by ", concat(", ", ports)]) if count(ports) > 0

_message(ways) := concat("", ["not declared in exposure.yaml: ", concat("; ", array.slice(ways, 0, 5))])

_places(scope) := array.concat(scope.decided_by, [scope.every_port | count(scope.decided_by) == 0])
