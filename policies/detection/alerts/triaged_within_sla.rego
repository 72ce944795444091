# METADATA
# title: Serious alerts are acknowledged in time
# description: |
#   An alert that nobody looks at is a log line. Judged are alerts of the named severities, raised within the window of
#   days or still without an acknowledgement. An alert that was closed without an acknowledgement counts as seen when it
#   was closed. An alert that is still inside the allowed time is unknown. One that is acknowledged before it was raised
#   has wrong clocks and is unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/61/r3/final
#     description: NIST SP 800-61r3, incident response
# custom:
#   severity: medium
#   subject: alert
#   remediation: |
#     Acknowledge the open alerts now; give serious alerts a route to somebody on call, at night too.
#   aliases: [alerts-triaged-within-sla]
#   parameters:
#     max_minutes:
#       default: 60
#       description: Minutes from the alert to its acknowledgement.
#     severities:
#       default: ["critical", "high"]
#       description: Severities that are judged.
#     window_days:
#       default: 90
#       description: Acknowledged alerts older than this are not judged any more.
package policies.detection.alerts.triaged_within_sla

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := array.concat([alert.severity, alert.waited_minutes], _pending(alert)) if some id, alert in _alerts

not_applicable[id] := verdict.proof($"of severity {alert.severity.value}", [alert.severity]) if {
	some id, alert in _alerts
	every severity in _parameters.severities {
		severity != alert.severity.value
	}
}

passed[id] := verdict.proof($"acknowledged after {alert.waited}", [alert.acknowledged]) if {
	some id, alert in _alerts
	alert.severity.value in _parameters.severities
	alert.acknowledged.value == true
	alert.waited_minutes.value <= _parameters.max_minutes
}

failed[id] := verdict.proof(
	$"{_standing(alert)} after {alert.waited}, {_parameters.max_minutes} minutes allowed",
	[alert.acknowledged],
) if {
	some id, alert in _alerts
	alert.severity.value in _parameters.severities
	alert.waited_minutes.value > _parameters.max_minutes
}

_standing(alert) := "acknowledged" if alert.acknowledged.value == true

_standing(alert) := "not acknowledged" if alert.acknowledged.value == false

_pending(alert) := [{"unknown": $"raised {alert.waited} ago and not acknowledged yet, {_parameters.max_minutes} minutes allowed", "at": alert.at} |
	alert.acknowledged.value == false
	alert.waited_minutes.value <= _parameters.max_minutes
]

_alerts[$"alert:{alert.id}"] := alert if {
	some alert in input.organization.alert_state.data.alerts
	_judged(alert)
}

_judged(alert) if alert.age_days.value <= _parameters.window_days

_judged(alert) if alert.age_days.unknown

_judged(alert) if alert.acknowledged.value == false

_judged(alert) if alert.acknowledged.unknown

_parameters := data.parameters["detection.alerts.triaged_within_sla"]
