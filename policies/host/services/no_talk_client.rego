# METADATA
# title: No talk client is installed
# description: |
#   talk has no use without its server, which sends messages in the clear.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man1/inetutils-talk.1.html
# custom:
#   severity: low
#   subject: packages
#   remediation: |
#     `apt-get purge talk inetutils-talk`.
#   aliases: [svc-client-talk]
#   parameters:
#     packages:
#       default: ["talk", "inetutils-talk"]
#       description: >-
#         Names of the packages that must not be installed.
package policies.host.services.no_talk_client

import data.policies.lib.installed
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["packages"] := input.host.packages.data.manager

passed["packages"] := installed.none(input.host.packages.data.packages, _names)

failed["packages"] := installed.some_of(input.host.packages.data.packages, _names)

_names := data.parameters["host.services.no_talk_client"].packages
