# METADATA
# title: No X server is installed on a server
# description: |
#   A graphical server is much code that runs with many rights and lets each program see the keys typed into the
#   others. Libraries and clients of X do not count.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.x.org/wiki/Development/Security/
# custom:
#   severity: low
#   subject: packages
#   remediation: |
#     `apt-get purge xserver-xorg-core xwayland`.
#   aliases: [svc-xorg]
#   parameters:
#     packages:
#       default: ["xserver-xorg-core", "xserver-xorg", "xorg-x11-server-Xorg", "xorg-server", "xwayland", "xorg-x11-server-Xwayland"]
#       description: >-
#         Names of the packages that must not be installed.
package policies.host.services.no_x_server

import data.policies.lib.installed
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["packages"] := input.host.packages.data.manager

passed["packages"] := installed.none(input.host.packages.data.packages, _names)

failed["packages"] := installed.some_of(input.host.packages.data.packages, _names)

_names := data.parameters["host.services.no_x_server"].packages
