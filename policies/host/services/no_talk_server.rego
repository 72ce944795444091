# METADATA
# title: No talk server is installed
# description: |
#   talk carries messages in the clear from whoever claims to be somebody, and nobody uses it any more.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man1/inetutils-talkd.1.html
# custom:
#   severity: medium
#   subject: packages
#   remediation: |
#     `apt-get purge talkd inetutils-talkd`.
#   aliases: [svc-talk-server]
#   parameters:
#     packages:
#       default: ["talkd", "inetutils-talkd", "talk-server"]
#       description: >-
#         Names of the packages that must not be installed.
package policies.host.services.no_talk_server

import data.policies.lib.installed
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["packages"] := input.host.packages.data.manager

passed["packages"] := installed.none(input.host.packages.data.packages, _names)

failed["packages"] := installed.some_of(input.host.packages.data.packages, _names)

_names := data.parameters["host.services.no_talk_server"].packages
