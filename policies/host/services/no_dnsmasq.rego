# METADATA
# title: dnsmasq is not installed or started unless declared
# description: |
#   dnsmasq is a name and DHCP server in one. The package dnsmasq-base is only the program, which libvirt and
#   NetworkManager start for their own networks: it does not count.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://thekelleys.org.uk/dnsmasq/docs/dnsmasq-man.html
# custom:
#   severity: low
#   subject: server
#   remediation: |
#     `apt-get purge dnsmasq`; declare it where it is the name server.
#   aliases: [svc-dnsmasq]
#   parameters:
#     declared:
#       default: []
#       description: >-
#         Names of services that this host is meant to run: a unit, with or without its type, or a package.
package policies.host.services.no_dnsmasq

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

_declared := data.parameters["host.services.no_dnsmasq"].declared

# Packages with the units that they bring.
_programs := {
	"dnsmasq": {"dnsmasq.service"},
}
