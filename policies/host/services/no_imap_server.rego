# METADATA
# title: No IMAP or POP3 server is installed or started unless declared
# description: |
#   A mailbox server takes passwords from the network. The package is removed where it is not needed, since a package
#   that is installed is started by the next one who tries it, and must be kept up to date.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc8314
# custom:
#   severity: low
#   subject: server
#   remediation: |
#     `apt-get purge dovecot-core` (or cyrus-imapd, courier-imap); declare it on the mail server.
#   aliases: [svc-imap]
#   parameters:
#     declared:
#       default: []
#       description: >-
#         Names of services that this host is meant to run: a unit, with or without its type, or a package.
package policies.host.services.no_imap_server

import data.policies.lib.services
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := facts if some id, facts in services.servers(_packages, _units, _programs, _declared)

passed[id] := proof if some id, proof in services.no_servers(_packages, _units, _programs, _declared)

failed[id] := proof if some id, proof in services.some_servers(_packages, _units, _programs, _declared)

_packages := input.host.packages.data.packages

_units := input.host.services.data.units

_declared := data.parameters["host.services.no_imap_server"].declared

# Packages with the units that they bring.
_programs := {
	"dovecot-core": {"dovecot.service", "dovecot.socket"},
	"dovecot": {"dovecot.service", "dovecot.socket"},
	"cyrus-imapd": {"cyrus-imapd.service"},
	"courier-imap": {"courier-imap.service", "courier-imap-ssl.service"},
	"courier-pop": {"courier-pop.service", "courier-pop-ssl.service"},
}
