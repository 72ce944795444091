# METADATA
# title: The rsync daemon does not start
# description: |
#   The daemon speaks without encryption, and its modules ask for no password unless told to. rsync over SSH needs no
#   daemon. Debian starts it only where /etc/rsyncd.conf exists, which is looked at.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/rsyncd.conf.5.html
# custom:
#   severity: medium
#   subject: service
#   remediation: |
#     `systemctl mask --now rsync.service` (RHEL: rsyncd.service and rsyncd.socket), and use rsync over SSH.
#   aliases: [svc-rsync]
#   parameters:
#     declared:
#       default: []
#       description: >-
#         Names of services that this host is meant to run: a unit, with or without its type, or a package.
package policies.host.services.no_rsync_daemon

import data.policies.lib.services
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["rsync"] := services.facts(_units, _names)

passed["rsync"] := services.off(_units, _names)

failed["rsync"] := services.on(_units, _names)

_units := input.host.services.data.units

_names := services.undeclared({"rsync.service", "rsyncd.service", "rsyncd.socket"}, data.parameters["host.services.no_rsync_daemon"].declared)
