# METADATA
# title: No web server is installed or started unless declared
# description: |
#   Web servers come along with other packages and then wait on port 80 with a sample page. Declare them where they
#   are meant. The package is removed where it is not needed, since a package that is installed is started by the next
#   one who tries it, and must be kept up to date.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/44/ver2/final
# custom:
#   severity: low
#   subject: server
#   remediation: |
#     `apt-get purge apache2 nginx lighttpd`; declare `nginx` (or what it is) on a web server.
#   aliases: [svc-web]
#   parameters:
#     declared:
#       default: []
#       description: >-
#         Names of services that this host is meant to run: a unit, with or without its type, or a package.
package policies.host.services.no_web_server

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

_declared := data.parameters["host.services.no_web_server"].declared

# Packages with the units that they bring.
_programs := {
	"apache2": {"apache2.service", "apache-htcacheclean.service"},
	"nginx": {"nginx.service"},
	"lighttpd": {"lighttpd.service"},
	"caddy": {"caddy.service"},
	"httpd": {"httpd.service", "httpd.socket"},
}
