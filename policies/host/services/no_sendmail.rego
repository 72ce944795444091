# METADATA
# title: sendmail is not installed
# description: |
#   sendmail runs with many rights and a configuration that few can read; its past is a list of holes. Postfix and
#   Exim do the same with less.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.postfix.org/SASL_README.html
# custom:
#   severity: low
#   subject: packages
#   remediation: |
#     `apt-get purge sendmail-bin sendmail-base`, and use Postfix, or nullmailer where mail is only sent.
#   aliases: [svc-sendmail]
#   parameters:
#     packages:
#       default: ["sendmail", "sendmail-bin", "sendmail-base"]
#       description: >-
#         Names of the packages that must not be installed.
package policies.host.services.no_sendmail

import data.policies.lib.installed
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["packages"] := input.host.packages.data.manager

passed["packages"] := installed.none(input.host.packages.data.packages, _names)

failed["packages"] := installed.some_of(input.host.packages.data.packages, _names)

_names := data.parameters["host.services.no_sendmail"].packages
