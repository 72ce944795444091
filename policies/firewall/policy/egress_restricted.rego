# METADATA
# title: Not everything may leave for the internet
# description: |
#   Who broke in fetches tools and carries data away by any port that is open outwards; a short list of ports and
#   destinations makes both harder. Judged is each machine and point: it fails where new connections to every port of TCP
#   or UDP reach the internet. Where exposure.yaml declares ways out for it (`egress`), they are the measure instead, and
#   what else reaches public addresses fails. Where nothing is filtered at all, the rule about that tells it. Most machines and groups are made with everything open: hence the severity.
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
}

not_applicable[id] := verdict.proof("nothing at all is filtered in this family: another rule tells it", subjects[id]) if {
	some id, _ in _all
	id in _unfiltered
}

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
	count({scope.id} - object.keys(_measured)) == 1
}

_open([]) := "nothing reaches the internet"

_open(ports) := concat("", ["the internet is reached by ", concat(", ", ports)]) if count(ports) > 0

_message(ways) := concat("", ["not declared in exposure.yaml: ", concat("; ", array.slice(ways, 0, 5))])

_places(scope) := array.concat(scope.decided_by, [scope.every_port | count(scope.decided_by) == 0])
