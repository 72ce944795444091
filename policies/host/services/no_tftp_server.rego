# METADATA
# title: No TFTP server is installed
# description: |
#   TFTP has no login at all: what it serves, and often what it lets write, is open to the network. Hosts
#   that boot others need it: take its name out of the parameter there.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc1350
#     description: RFC 1350
# custom:
#   severity: medium
#   subject: packages
#   remediation: >-
#     Remove the package (`apt-get purge tftpd-hpa`).
#   aliases: [svc-tftp]
#   parameters:
#     packages:
#       default: ["tftpd", "tftpd-hpa", "atftpd", "tftp-server", "inetutils-tftpd"]
#       description: Names of the packages that must not be installed.
package policies.host.services.no_tftp_server

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["packages"] := input.host.packages.data.manager

_refused := {name | some name in data.parameters["host.services.no_tftp_server"].packages} | {"tftpd"}

_found[one.id] := one if {
	some one in input.host.packages.data.packages
	some name in array.concat([one.name], one.provides)
	name in _refused
}

passed[id] := verdict.proof("no such package is installed", []) if {
	some id, _ in subjects
	every one in input.host.packages.data.packages {
		count({name | some name in array.concat([one.name], one.provides)} & _refused) == 0
	}
}

failed[id] := verdict.proof($"installed: {concat(", ", sort({one.name | some one in _found}))}", [one | some one in _found]) if {
	some id, _ in subjects
	count(_found) > 0
}
