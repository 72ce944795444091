# METADATA
# title: Each user has temporary directories of their own
# description: |
#   For strict profiles: pam_namespace in the session stack and a line for each directory in namespace.conf
#   keep the temporary files of users from each other. Programs that exchange files through /tmp break.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpam-modules/pam_namespace.8.en.html
# custom:
#   severity: low
#   subject: login
#   remediation: >-
#     Add `/tmp /tmp/tmp-inst/ level root` and `/var/tmp /var/tmp/tmp-inst/ level root` (or the method
#     `user`) to /etc/security/namespace.conf, make the instance folders with mode 000, and add `session
#     required pam_namespace.so` to the services.
#   aliases: [pam-namespace]
#   parameters:
#     services:
#       default: ["login", "sshd"]
#       description: Services whose sessions are looked at, where they have a stack of their own.
#     directories:
#       default: ["/tmp", "/var/tmp"]
#       description: Directories that each user must have for themselves.
package policies.host.pam.private_temporary_directories

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[service.id] := service if {
	some service in input.host.pam.data.services
	service.id in {name | some name in data.parameters["host.pam.private_temporary_directories"].services}
	count(service.session) > 0
}

_lines := [line | some line in input.host.pam.data.lines; line.module == "pam_namespace"; line.type == "session"]

_reached := {name | some line in _lines; some name in line.reached_in}

_directories := input.host.pam.data.private_directories

_missing := {name | some name in data.parameters["host.pam.private_temporary_directories"].directories} - {one.id | some one in _directories}

passed[id] := verdict.proof("pam_namespace gives each user an own one", array.concat(_lines, _directories)) if {
	some id, _ in subjects
	id in _reached
	count(_missing) == 0
}

failed[id] := verdict.proof("pam_namespace is not in the session stack", [service]) if {
	some id, service in subjects
	count({id} - _reached) == 1
}

failed[id] := verdict.proof($"namespace.conf does not name {concat(", ", sort(_missing))}", _lines) if {
	some id, _ in subjects
	id in _reached
	count(_missing) > 0
}
