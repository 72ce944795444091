# METADATA
# title: No display manager is installed on a server
# description: |
#   A graphical login on a server is one more way in, and brings hundreds of packages that must be kept up to date.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://wiki.debian.org/DisplayManager
# custom:
#   severity: low
#   subject: packages
#   remediation: |
#     `apt-get purge gdm3 lightdm sddm xdm`. Leave this rule out for workstations.
#   aliases: [gui-gdm-absent]
#   parameters:
#     packages:
#       default: ["gdm3", "gdm", "lightdm", "sddm", "xdm", "slim", "lxdm", "wdm", "nodm", "greetd"]
#       description: >-
#         Names of the packages that must not be installed.
package policies.host.desktop.no_display_manager

import data.policies.lib.installed
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["packages"] := input.host.packages.data.manager

passed["packages"] := installed.none(input.host.packages.data.packages, _names)

failed["packages"] := installed.some_of(input.host.packages.data.packages, _names)

_names := data.parameters["host.desktop.no_display_manager"].packages
