# METADATA
# title: Avahi does not start
# description: |
#   Avahi tells everybody on the local network which services the host has, and takes their answers for true. Judged
#   are the service and its socket: a disabled service is still started by an enabled socket.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc6762
# custom:
#   severity: low
#   subject: service
#   remediation: |
#     `systemctl mask --now avahi-daemon.service avahi-daemon.socket`, or `apt-get purge avahi-daemon`.
#   aliases: [svc-avahi]
#   parameters:
#     declared:
#       default: []
#       description: >-
#         Names of services that this host is meant to run: a unit, with or without its type, or a package.
package policies.host.services.no_avahi

import data.policies.lib.services
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["avahi"] := services.facts(_units, _names)

passed["avahi"] := services.off(_units, _names)

failed["avahi"] := services.on(_units, _names)

_units := input.host.services.data.units

_names := services.undeclared({"avahi-daemon.service", "avahi-daemon.socket"}, data.parameters["host.services.no_avahi"].declared)
