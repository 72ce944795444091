# METADATA
# title: No telnet client is installed
# description: |
#   Who has it at hand logs in with it, in the clear. To try whether a port answers there is `nc -z` or bash. Debian
#   installs inetutils-telnet with its standard system.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc854
# custom:
#   severity: low
#   subject: packages
#   remediation: |
#     `apt-get purge telnet inetutils-telnet telnet-ssl` (RHEL: `dnf remove telnet`).
#   aliases: [svc-client-telnet]
#   parameters:
#     packages:
#       default: ["telnet", "inetutils-telnet", "telnet-ssl", "putty-tools-telnet"]
#       description: >-
#         Names of the packages that must not be installed.
package policies.host.services.no_telnet_client

import data.policies.lib.installed
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["packages"] := input.host.packages.data.manager

passed["packages"] := installed.none(input.host.packages.data.packages, _names)

failed["packages"] := installed.some_of(input.host.packages.data.packages, _names)

_names := data.parameters["host.services.no_telnet_client"].packages
