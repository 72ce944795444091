# METADATA
# title: No NIS server or client is installed
# description: |
#   NIS gives password hashes to everybody on the network, and a client believes whoever answers.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/nsswitch.conf.5.html
#     description: nsswitch.conf(5)
# custom:
#   severity: high
#   subject: packages
#   remediation: >-
#     Remove the package (`apt-get purge nis ypbind-mt ypserv`), and use SSSD with Kerberos or LDAP over
#     TLS.
#   aliases: [svc-nis]
#   parameters:
#     packages:
#       default: ["nis", "ypserv", "ypbind", "ypbind-mt", "yp-svc"]
#       description: Names of the packages that must not be installed.
package policies.host.services.no_nis

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["packages"] := input.host.packages.data.manager

_refused := {name | some name in data.parameters["host.services.no_nis"].packages}

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
