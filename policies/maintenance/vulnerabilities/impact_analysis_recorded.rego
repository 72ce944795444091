# METADATA
# title: Critical vulnerabilities have a decision and somebody who answers for it
# description: |
#   Patch, mitigate or accept: a critical vulnerability must not stay without a decision. Judged are the entries that
#   the register calls critical. An empty decision, or a decision without an owner, is a failure once the days are past;
#   before that, or when it was fixed within them, it is not applicable. The severity is the one of the register: the
#   one in context needs feeds and hosts.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.cisa.gov/stakeholder-specific-vulnerability-categorization-ssvc
#     description: CISA, stakeholder-specific vulnerability categorization
#   - ref: https://csrc.nist.gov/pubs/sp/800/40/r4/final
#     description: NIST SP 800-40r4, enterprise patch management
# custom:
#   severity: medium
#   subject: vulnerability
#   remediation: |
#     Write decision (patch, mitigate, accept), decision_owner and due to vulnerabilities.csv.
#   aliases: [vuln-impact-analysis-recorded]
#   parameters:
#     max_days:
#       default: 7
#       description: Days within which a decision is made.
package policies.maintenance.vulnerabilities.impact_analysis_recorded

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := [entry.severity, entry.decision, entry.days] if some id, entry in _entries

not_applicable[id] := verdict.proof($"{entry.days.value} days old, {_max} allowed for a decision", [entry.days]) if {
	some id, entry in _entries
	entry.severity.value == "critical"
	entry.decision.value == false
	entry.days.value <= _max
}

passed[id] := verdict.proof($"decided: {entry.decision_text}", [entry.decision]) if {
	some id, entry in _entries
	entry.severity.value == "critical"
	entry.decision.value == true
}

failed[id] := verdict.proof($"{entry.days.value} days, and no decision with an owner", [entry.decision]) if {
	some id, entry in _entries
	entry.severity.value == "critical"
	entry.decision.value == false
	entry.days.value > _max
}

_entries[$"vulnerability:{entry.id}"] := entry if {
	some entry in input.organization.vulnerability_state.data.vulnerabilities
	_critical(entry)
}

_critical(entry) if entry.severity.value == "critical"

_critical(entry) if entry.severity.unknown

_max := data.parameters["maintenance.vulnerabilities.impact_analysis_recorded"].max_days
