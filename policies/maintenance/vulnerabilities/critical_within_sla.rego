# METADATA
# title: Serious vulnerabilities with a fix are fixed within the time for their severity
# description: |
#   The time is set by the severity in context (exposure, exploitation, asset), which needs feeds and the snapshot of
#   the host. The register alone proves two things: what was fixed within the shortest time is inside every time, and
#   what has a fix and is open or was open beyond the longest is late for every severity. Judged are entries that the
#   register calls critical or high, once fixed or past the shortest time. That a fix exists is proved by a fix or by
#   the decision to patch.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/40/r4/final
#     description: NIST SP 800-40r4, enterprise patch management
#   - ref: https://www.cisa.gov/stakeholder-specific-vulnerability-categorization-ssvc
#     description: CISA, stakeholder-specific vulnerability categorization
# custom:
#   severity: high
#   subject: vulnerability
#   remediation: |
#     Install the fix, or record the decision to mitigate or accept with an owner and a day; scan the host beside this
#     folder for the severity in context.
#   aliases: [vuln-critical-within-sla]
#   parameters:
#     shortest_days:
#       default: 7
#       description: The time of the worst severity, in days.
#     longest_days:
#       default: 180
#       description: The time of the least severity, in days.
package policies.maintenance.vulnerabilities.critical_within_sla

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [entry.severity, entry.fixed, entry.days, entry.fix_exists, entry.contextual_severity] if some id, entry in _entries

passed[id] := verdict.proof(
	$"fixed in {entry.days.value} days: inside the time of every severity",
	[entry.fixed],
) if {
	some id, entry in _entries
	entry.fixed.value == true
	entry.days.value <= _parameters.shortest_days
}

failed[id] := verdict.proof(
	$"{_standing(entry)} {entry.days.value} days: late for every severity",
	[entry.days, entry.fix_exists],
) if {
	some id, entry in _entries
	entry.fix_exists.value == true
	entry.days.value > _parameters.longest_days
}

_standing(entry) := "fixed after" if entry.fixed.value == true

_standing(entry) := "open for" if entry.fixed.value == false

_entries[$"vulnerability:{entry.id}"] := entry if {
	some entry in input.organization.vulnerability_state.data.vulnerabilities
	_serious(entry)
	_due(entry)
}

_serious(entry) if entry.severity.value in {"critical", "high"}

_serious(entry) if entry.severity.unknown

_due(entry) if entry.fixed.value == true

_due(entry) if entry.days.value > _parameters.shortest_days

_due(entry) if entry.days.unknown

_parameters := data.parameters["maintenance.vulnerabilities.critical_within_sla"]
