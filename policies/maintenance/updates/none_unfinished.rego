# METADATA
# title: No package stands half installed
# description: |
#   An update that broke off leaves a package unpacked or half configured: its service may run the old code or
#   none, and further updates stop at it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/stable/dpkg/dpkg.1.en.html
# custom:
#   severity: medium
#   subject: host
#   remediation: |
#     `dpkg --configure -a && apt-get -f install`.
#   aliases: []
package policies.maintenance.updates.none_unfinished

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["packages"] := input.host.updates.data.unfinished

passed[id] := verdict.proof("each package is fully installed or removed", [fact]) if {
	some id, fact in subjects
	fact.value == []
}

failed[id] := verdict.proof($"half installed: {concat(", ", fact.value)}", [fact]) if {
	some id, fact in subjects
	count(fact.value) > 0
}
