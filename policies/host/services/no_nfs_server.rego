# METADATA
# title: No NFS server is installed or started unless declared
# description: |
#   Without Kerberos an NFS server believes whatever user id a client claims. On RHEL the client and the server are
#   one package, nfs-utils: there only the started service counts.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc2623
# custom:
#   severity: low
#   subject: server
#   remediation: |
#     `apt-get purge nfs-kernel-server` (RHEL: `systemctl mask --now nfs-server`); declare it on a file server.
#   aliases: [svc-nfs]
#   parameters:
#     declared:
#       default: []
#       description: >-
#         Names of services that this host is meant to run: a unit, with or without its type, or a package.
package policies.host.services.no_nfs_server

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

_declared := data.parameters["host.services.no_nfs_server"].declared

# Packages with the units that they bring.
_programs := {
	"nfs-kernel-server": {"nfs-server.service", "nfs-kernel-server.service"},
	"nfs-ganesha": {"nfs-ganesha.service"},
}
