# METADATA
# title: rpcbind does not start
# description: |
#   rpcbind tells which RPC services there are, and multiplies forged requests over UDP. Only NFS before version 4 and
#   NIS need it. Its socket starts it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc1833
# custom:
#   severity: medium
#   subject: service
#   remediation: |
#     `systemctl mask --now rpcbind.service rpcbind.socket`, or `apt-get purge rpcbind`; use NFS version 4.
#   aliases: [svc-rpcbind]
#   parameters:
#     declared:
#       default: []
#       description: >-
#         Names of services that this host is meant to run: a unit, with or without its type, or a package.
package policies.host.services.no_rpcbind

import data.policies.lib.services
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["rpcbind"] := services.facts(_units, _names)

passed["rpcbind"] := services.off(_units, _names)

failed["rpcbind"] := services.on(_units, _names)

_units := input.host.services.data.units

_names := services.undeclared({"rpcbind.service", "rpcbind.socket"}, data.parameters["host.services.no_rpcbind"].declared)
