# METADATA
# title: No DNS server is installed or started unless declared
# description: |
#   A name server that answers everybody multiplies forged requests, and its cache can be poisoned. A local stub of
#   systemd is not one. The package is removed where it is not needed, since a package that is installed is started by
#   the next one who tries it, and must be kept up to date.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc5358
# custom:
#   severity: low
#   subject: server
#   remediation: |
#     `apt-get purge bind9` (or unbound, knot, nsd, pdns-server); declare it on a name server.
#   aliases: [svc-dns]
#   parameters:
#     declared:
#       default: []
#       description: >-
#         Names of services that this host is meant to run: a unit, with or without its type, or a package.
package policies.host.services.no_dns_server

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

_declared := data.parameters["host.services.no_dns_server"].declared

# Packages with the units that they bring.
_programs := {
	"bind9": {"named.service", "named-resolvconf.service"},
	"bind": {"named.service", "named-chroot.service"},
	"unbound": {"unbound.service"},
	"knot": {"knot.service"},
	"knot-resolver": {"kresd@1.service"},
	"nsd": {"nsd.service"},
	"pdns-server": {"pdns.service"},
	"pdns-recursor": {"pdns-recursor.service"},
}
