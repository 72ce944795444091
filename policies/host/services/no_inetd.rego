# METADATA
# title: No internet super-server is installed
# description: |
#   inetd and xinetd start services for whoever connects; the services left to them are mostly the ones that
#   should be gone. systemd sockets do the same with a unit that can be seen.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.freedesktop.org/software/systemd/man/latest/systemd.socket.html
#     description: systemd.socket(5)
# custom:
#   severity: medium
#   subject: packages
#   remediation: >-
#     Move the services to systemd sockets, then remove the package.
#   aliases: [svc-xinetd]
#   parameters:
#     packages:
#       default: ["xinetd", "openbsd-inetd", "inetutils-inetd", "rlinetd", "inetd"]
#       description: Names of the packages that must not be installed.
package policies.host.services.no_inetd

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["packages"] := input.host.packages.data.manager

_refused := {name | some name in data.parameters["host.services.no_inetd"].packages} | {"inet-superserver"}

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
