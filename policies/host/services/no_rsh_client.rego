# METADATA
# title: No rsh client is installed
# description: |
#   rsh sends all in the clear and trusts addresses. The SSH client says that it provides rsh-client: that is not one,
#   only package names count.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc1282
# custom:
#   severity: low
#   subject: packages
#   remediation: |
#     `apt-get purge rsh-client rsh-redone-client`.
#   aliases: [svc-client-rsh]
#   parameters:
#     packages:
#       default: ["rsh-client", "rsh-redone-client", "rsh", "heimdal-clients"]
#       description: >-
#         Names of the packages that must not be installed.
package policies.host.services.no_rsh_client

import data.policies.lib.installed
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["packages"] := input.host.packages.data.manager

passed["packages"] := installed.none(input.host.packages.data.packages, _names)

failed["packages"] := installed.some_of(input.host.packages.data.packages, _names)

_names := data.parameters["host.services.no_rsh_client"].packages
