# METADATA
# title: No rsh, rlogin or rexec server is installed
# description: |
#   The r-services believe the address and the name that a client claims, and send all in the clear.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc1282
#     description: RFC 1282
# custom:
#   severity: high
#   subject: packages
#   remediation: >-
#     Remove the package (`apt-get purge rsh-server rsh-redone-server`), and use SSH.
#   aliases: [svc-rsh-server]
#   parameters:
#     packages:
#       default: ["rsh-server", "rsh-redone-server", "heimdal-servers"]
#       description: Names of the packages that must not be installed.
package policies.host.services.no_rsh_server

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["packages"] := input.host.packages.data.manager

_refused := {name | some name in data.parameters["host.services.no_rsh_server"].packages} | {"rsh-server"}

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
