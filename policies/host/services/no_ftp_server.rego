# METADATA
# title: No FTP server is installed
# description: |
#   FTP sends passwords in the clear unless TLS is forced, and opens ports that a firewall must guess. SFTP
#   comes with the SSH server. A public download host may take names out of the parameter.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc2577
#     description: RFC 2577
# custom:
#   severity: medium
#   subject: packages
#   remediation: >-
#     Remove the package (`apt-get purge vsftpd`), and use SFTP.
#   aliases: [svc-ftp]
#   parameters:
#     packages:
#       default: ["vsftpd", "proftpd-basic", "proftpd-core", "pure-ftpd", "ftpd", "ftpd-ssl", "inetutils-ftpd", "tnftpd", "bftpd"]
#       description: Names of the packages that must not be installed.
package policies.host.services.no_ftp_server

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["packages"] := input.host.packages.data.manager

_refused := {name | some name in data.parameters["host.services.no_ftp_server"].packages} | {"ftp-server"}

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
