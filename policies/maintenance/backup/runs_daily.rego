# METADATA
# title: A backup runs by schedule, often enough, and ran lately
# description: |
#   What is run by hand is run until it is forgotten. A timer that is on or a job of cron, with no more than the
#   limit between two runs; the trace of the last run (the stamp of the timer, the log of the tool) must not be
#   older than the other limit where there is one. That a run went well is told by restores and by the server,
#   not by this. Where an agent waits for its server, the server decides.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.freedesktop.org/software/systemd/man/latest/systemd.timer.html
# custom:
#   severity: high
#   subject: backup-tool
#   remediation: |
#     Enable the timer of the tool (`systemctl enable --now borgmatic.timer`) or write a job of cron; look why the
#     last run failed.
#   aliases: [backup-scheduled]
#   parameters:
#     max_interval_hours:
#       default: 24
#       description: "Hours between two runs at most."
#     max_age_hours:
#       default: 48
#       description: "Age of the last trace at most, in hours."
package policies.maintenance.backup.runs_daily

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["host"] := _backup.installed if count(_backup.tools) == 0

subjects[tool.id] := [tool.scheduled, tool.interval_hours, tool.configured] if some tool in _backup.tools

passed[tool.id] := verdict.proof($"every {tool.interval_hours.value} hours{_last(tool)}", [tool.scheduled]) if {
	some tool in _backup.tools
	tool.configured.value == true
	tool.scheduled.value == true
	tool.interval_hours.value <= _parameters.max_interval_hours
	count(_stale(tool)) == 0
}

failed[tool.id] := verdict.proof("nothing runs it", [tool.scheduled]) if {
	some tool in _backup.tools
	tool.configured.value == true
	tool.scheduled.value == false
	count(_scheduled) == 0
}

failed[tool.id] := verdict.proof($"it runs every {tool.interval_hours.value} hours, less often than every {_parameters.max_interval_hours}", [tool.scheduled]) if {
	some tool in _backup.tools
	tool.configured.value == true
	tool.scheduled.value == true
	tool.interval_hours.value > _parameters.max_interval_hours
	count(_often) == 0
}

failed[tool.id] := verdict.proof($"its last trace is {_age[tool.id].value} hours old, more than {_parameters.max_age_hours}", [_age[tool.id]]) if {
	some tool in _backup.tools
	tool.configured.value == true
	tool.scheduled.value == true
	tool.interval_hours.value <= _parameters.max_interval_hours
	count(_stale(tool)) > 0
}

not_applicable[tool.id] := verdict.proof("another tool runs often enough", [tool.scheduled]) if {
	some tool in _backup.tools
	tool.configured.value == true
	tool.scheduled.value == false
	count(_scheduled) > 0
}

not_applicable[tool.id] := verdict.proof("another tool runs often enough", [tool.scheduled]) if {
	some tool in _backup.tools
	tool.configured.value == true
	tool.scheduled.value == true
	tool.interval_hours.value > _parameters.max_interval_hours
	count(_often) > 0
}

not_applicable[tool.id] := verdict.proof("it is not configured, which another rule tells", [tool.configured]) if {
	some tool in _backup.tools
	tool.configured.value == false
}

# One cause, one finding: that there is no tool is told by the rule on the tool.
not_applicable["host"] := verdict.proof("no backup tool is installed, which another rule tells", [_backup.installed]) if _backup.installed.value == false

_scheduled := {tool.id | some tool in _backup.tools; tool.scheduled.value == true}

_often := {tool.id |
	some tool in _backup.tools
	tool.scheduled.value == true
	tool.interval_hours.value <= _parameters.max_interval_hours
}

_stale(tool) := [age |
	some age in [_age[tool.id]]
	age.value > _parameters.max_age_hours
]

_last(tool) := $", last trace {_age[tool.id].value} hours ago" if _age[tool.id].value >= 0

_last(tool) := "" if _age[tool.id].unknown

_age[one.id] := one.age_hours if some one in input.host.backup_age.data.runs

_backup := input.host.backup.data

_parameters := data.parameters["maintenance.backup.runs_daily"]
