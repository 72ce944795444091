# METADATA
# title: Bluetooth does not start
# description: |
#   A server has nothing to speak by Bluetooth with, and its stack takes packets from whoever is near. The unit hangs
#   on bluetooth.target, which starts when an adapter is there: that counts.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/121/r2/upd1/final
# custom:
#   severity: low
#   subject: service
#   remediation: |
#     `systemctl mask --now bluetooth.service`, or `apt-get purge bluez`.
#   aliases: [svc-bluetooth]
#   parameters:
#     declared:
#       default: []
#       description: >-
#         Names of services that this host is meant to run: a unit, with or without its type, or a package.
package policies.host.services.no_bluetooth

import data.policies.lib.services
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["bluetooth"] := services.facts(_units, _names)

passed["bluetooth"] := services.off(_units, _names)

failed["bluetooth"] := services.on(_units, _names)

_units := input.host.services.data.units

_names := services.undeclared({"bluetooth.service"}, data.parameters["host.services.no_bluetooth"].declared)
