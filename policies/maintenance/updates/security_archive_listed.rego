# METADATA
# title: The package lists hold a security archive
# description: |
#   Fixes between point releases come from a security archive of its own. Without it in the sources, "no update
#   pending" is true and worthless.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.debian.org/doc/manuals/securing-debian-manual/security-update.en.html
# custom:
#   severity: high
#   subject: host
#   remediation: |
#     Add the security archive of the release (suite `CODENAME-security`, component `main`) to the sources and run `apt-get
#     update`.
#   aliases: []
package policies.maintenance.updates.security_archive_listed

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["host"] := input.host.updates.data.security_lists

passed[id] := verdict.proof("a security archive is listed", [fact]) if {
	some id, fact in subjects
	fact.value == true
}

failed[id] := verdict.proof("no list of a security archive is there", [fact]) if {
	some id, fact in subjects
	fact.value == false
}
