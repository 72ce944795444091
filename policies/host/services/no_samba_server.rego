# METADATA
# title: No Samba server is installed or started unless declared
# description: |
#   File shares for Windows are what worms look for first. The package is removed where it is not needed, since a
#   package that is installed is started by the next one who tries it, and must be kept up to date.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://wiki.samba.org/index.php/Samba_Security_Documentation
# custom:
#   severity: low
#   subject: server
#   remediation: |
#     `apt-get purge samba`; declare it on a file server.
#   aliases: [svc-samba]
#   parameters:
#     declared:
#       default: []
#       description: >-
#         Names of services that this host is meant to run: a unit, with or without its type, or a package.
package policies.host.services.no_samba_server

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

_declared := data.parameters["host.services.no_samba_server"].declared

# Packages with the units that they bring.
_programs := {
	"samba": {"smbd.service", "nmbd.service", "samba-ad-dc.service", "smb.service", "nmb.service"},
	"samba-ad-dc": {"samba-ad-dc.service"},
	"ksmbd-tools": {"ksmbd.service"},
}
