# METADATA
# title: No telnet server is installed
# description: |
#   telnet sends passwords and all else in the clear, and its servers have had holes to root before any
#   login.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc854
#     description: RFC 854
# custom:
#   severity: high
#   subject: packages
#   remediation: >-
#     Remove the package (`apt-get purge telnetd inetutils-telnetd`), and use SSH.
#   aliases: [svc-telnet-server]
#   parameters:
#     packages:
#       default: ["telnetd", "telnetd-ssl", "inetutils-telnetd", "telnet-server", "krb5-appl-servers"]
#       description: Names of the packages that must not be installed.
package policies.host.services.no_telnet_server

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["packages"] := input.host.packages.data.manager

_refused := {name | some name in data.parameters["host.services.no_telnet_server"].packages} | {"telnet-server"}

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
