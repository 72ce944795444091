# METADATA
# title: The print service does not start
# description: |
#   A server seldom prints. cups-browsed takes printers that anybody on the network offers, which has led to foreign
#   code being run. Socket and path start the service as well.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://openprinting.github.io/cups/doc/security.html
# custom:
#   severity: low
#   subject: service
#   remediation: |
#     `systemctl mask --now cups.service cups.socket cups.path cups-browsed.service`, or `apt-get purge cups-daemon
#     cups-browsed`. Declare `cups` on a print server.
#   aliases: [svc-cups]
#   parameters:
#     declared:
#       default: []
#       description: >-
#         Names of services that this host is meant to run: a unit, with or without its type, or a package.
package policies.host.services.no_cups

import data.policies.lib.services
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["cups"] := services.facts(_units, _names)

passed["cups"] := services.off(_units, _names)

failed["cups"] := services.on(_units, _names)

_units := input.host.services.data.units

_names := services.undeclared({"cups.service", "cups.socket", "cups.path", "cups-browsed.service"}, data.parameters["host.services.no_cups"].declared)
