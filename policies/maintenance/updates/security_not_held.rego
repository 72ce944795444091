# METADATA
# title: No package with a pending security update is held back
# description: |
#   `apt-mark hold` keeps a package at its version for ever, and no automatic update touches it. A hold of a
#   package without a pending security update is no failure.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/stable/apt/apt-mark.8.en.html
# custom:
#   severity: high
#   subject: package
#   remediation: |
#     Lift the hold: `apt-mark unhold PACKAGE && apt-get install PACKAGE`.
#   aliases: []
package policies.maintenance.updates.security_not_held

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["packages"] := input.host.updates.data.security_held

passed[id] := verdict.proof("no package with a pending security update is held", [fact]) if {
	some id, fact in subjects
	fact.value == 0
}

failed[id] := verdict.proof($"held: {concat(", ", sort(_held))}", [fact]) if {
	some id, fact in subjects
	fact.value > 0
}

_held contains entry.package if {
	some entry in input.host.updates.data.pending
	entry.security == true
	entry.held == true
}
