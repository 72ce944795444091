# METADATA
# title: The automounter does not start
# description: |
#   autofs mounts what is plugged in or named as soon as somebody looks at the folder. On a server nobody should need
#   it; a host with home directories on the network declares it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/autofs.5.html
# custom:
#   severity: low
#   subject: service
#   remediation: |
#     `systemctl mask --now autofs.service`, or `apt-get purge autofs` (RHEL: `dnf remove autofs`). Declare it where
#     homes come over the network.
#   aliases: [svc-autofs]
#   parameters:
#     declared:
#       default: []
#       description: >-
#         Names of services that this host is meant to run: a unit, with or without its type, or a package.
package policies.host.services.no_autofs

import data.policies.lib.services
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["autofs"] := services.facts(_units, _names)

passed["autofs"] := services.off(_units, _names)

failed["autofs"] := services.on(_units, _names)

_units := input.host.services.data.units

_names := services.undeclared({"autofs.service"}, data.parameters["host.services.no_autofs"].declared)
