# METADATA
# title: Ports of administration are reached from the bastions only
# description: |
#   One guarded way in, where logins are strong and recorded, is worth nothing while each machine has a second one. The
#   bastions are networks of exposure.yaml; without any, the rule is out of scope. A service of exposure.yaml that names
#   this very target or point (`on`) is a declared exception: the bastion itself is one.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/46/r2/final
# custom:
#   severity: medium
#   subject: open-port
#   remediation: |
#     Allow the port from the bastions alone, for example `iptables -I INPUT ! -s 192.0.2.10 -p tcp --dport 22 -j DROP`
#     after a login by way of the bastion was tried; or declare the exception with `on`. In a cloud or a plan, name the
#     bastions as the source of the rule told here.
#   aliases: [admin-path-bastion]
#   parameters:
#     ports:
#       default: ["tcp/22", "tcp/23", "tcp/3389", "udp/3389", "tcp/5900-5910", "tcp/5985-5986", "tcp/10000"]
#       description: Ports by which machines are administered.
package policies.firewall.declared.admin_path_bastion

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[opening.id] := opening.beyond_bastions if some opening in _admin

passed[opening.id] := verdict.proof("reached from the bastions only", array.concat([opening.beyond_bastions], opening.decided_by)) if {
	some opening in _admin
	opening.beyond_bastions.value == []
}

failed[opening.id] := verdict.proof(_message(opening.beyond_bastions.value), opening.decided_by) if {
	some opening in _admin
	count(opening.beyond_bastions.value) > 0
}

_message(sources) := concat("", ["reached past the bastions from ", concat(", ", sources)])

_admin[opening.id] := opening if {
	some opening in input.firewall.declared_state.data.openings
	opening.beyond_bastions
	some [protocol, first, last] in _ports
	opening.protocol == protocol
	opening.from_port <= last
	opening.to_port >= first
}

_ports contains [protocol, to_number(bounds[0]), to_number(bounds[count(bounds) - 1])] if {
	some port in data.parameters["firewall.declared.admin_path_bastion"].ports
	[protocol, numbers] := split(port, "/")
	bounds := split(numbers, "-")
}
