# METADATA
# title: No TFTP client is installed
# description: |
#   TFTP has no login and no encryption; its client serves attackers to fetch their tools past the usual rules.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc1350
# custom:
#   severity: low
#   subject: packages
#   remediation: |
#     `apt-get purge tftp tftp-hpa atftp`.
#   aliases: [svc-client-tftp]
#   parameters:
#     packages:
#       default: ["tftp", "tftp-hpa", "atftp", "inetutils-tftp"]
#       description: >-
#         Names of the packages that must not be installed.
package policies.host.services.no_tftp_client

import data.policies.lib.installed
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["packages"] := input.host.packages.data.manager

passed["packages"] := installed.none(input.host.packages.data.packages, _names)

failed["packages"] := installed.some_of(input.host.packages.data.packages, _names)

_names := data.parameters["host.services.no_tftp_client"].packages
