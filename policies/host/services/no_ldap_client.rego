# METADATA
# title: No LDAP client tools are installed
# description: |
#   ldapsearch and ldapmodify are for administrators of a directory; on other hosts they serve only who has broken in.
#   Libraries for logins by LDAP do not count. Take the name out of the parameter where they are needed.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc4511
# custom:
#   severity: low
#   subject: packages
#   remediation: |
#     `apt-get purge ldap-utils` (RHEL: `dnf remove openldap-clients`).
#   aliases: [svc-client-ldap]
#   parameters:
#     packages:
#       default: ["ldap-utils", "openldap-clients"]
#       description: >-
#         Names of the packages that must not be installed.
package policies.host.services.no_ldap_client

import data.policies.lib.installed
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["packages"] := input.host.packages.data.manager

passed["packages"] := installed.none(input.host.packages.data.packages, _names)

failed["packages"] := installed.some_of(input.host.packages.data.packages, _names)

_names := data.parameters["host.services.no_ldap_client"].packages
