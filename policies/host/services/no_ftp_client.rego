# METADATA
# title: No FTP client is installed
# description: |
#   Who has it at hand logs in with it, in the clear. sftp comes with SSH, curl fetches what is public.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc2577
# custom:
#   severity: low
#   subject: packages
#   remediation: |
#     `apt-get purge ftp tnftp inetutils-ftp`.
#   aliases: [svc-client-ftp]
#   parameters:
#     packages:
#       default: ["ftp", "tnftp", "inetutils-ftp", "ftp-ssl"]
#       description: >-
#         Names of the packages that must not be installed.
package policies.host.services.no_ftp_client

import data.policies.lib.installed
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["packages"] := input.host.packages.data.manager

passed["packages"] := installed.none(input.host.packages.data.packages, _names)

failed["packages"] := installed.some_of(input.host.packages.data.packages, _names)

_names := data.parameters["host.services.no_ftp_client"].packages
