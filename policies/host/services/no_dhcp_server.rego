# METADATA
# title: No DHCP server is installed or started unless declared
# description: |
#   Who gives addresses also gives the route and the name server: a second DHCP server takes over the network. The
#   package is removed where it is not needed, since a package that is installed is started by the next one who tries
#   it, and must be kept up to date.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc2131
# custom:
#   severity: low
#   subject: server
#   remediation: |
#     `apt-get purge isc-dhcp-server kea-dhcp4-server kea-dhcp6-server`; declare it on the host that is the DHCP
#     server.
#   aliases: [svc-dhcp]
#   parameters:
#     declared:
#       default: []
#       description: >-
#         Names of services that this host is meant to run: a unit, with or without its type, or a package.
package policies.host.services.no_dhcp_server

import data.policies.lib.services
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := facts if some id, facts in services.servers(_packages, _units, _programs, _declared)

passed[id] := proof if some id, proof in services.no_servers(_packages, _units, _programs, _declared)

failed[id] := proof if some id, proof in services.some_servers(_packages, _units, _programs, _declared)

_packages := input.host.packages.data.packages

_units := input.host.services.data.units

_declared := data.parameters["host.services.no_dhcp_server"].declared

# Packages with the units that they bring.
_programs := {
	"isc-dhcp-server": {"isc-dhcp-server.service", "isc-dhcp-server6.service"},
	"kea-dhcp4-server": {"kea-dhcp4-server.service"},
	"kea-dhcp6-server": {"kea-dhcp6-server.service"},
	"kea": {"kea-dhcp4.service", "kea-dhcp6.service"},
	"dhcp-server": {"dhcpd.service", "dhcpd6.service"},
	"udhcpd": {"udhcpd.service"},
}
