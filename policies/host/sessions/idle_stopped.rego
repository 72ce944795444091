# METADATA
# title: Idle sessions are stopped by logind
# description: |
#   StopIdleSessionSec ends whole sessions, whatever program runs in them, where TMOUT ends only a shell at its
#   prompt. systemd before 252 does not know the setting. It also ends what people left running on purpose
#   without `loginctl enable-linger`.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/logind.conf.5.html
#     description: logind.conf(5)
# custom:
#   severity: low
#   subject: logind
#   remediation: >-
#     Put `[Login]` and `StopIdleSessionSec=600` into /etc/systemd/logind.conf.d/idle.conf, and restart
#     systemd-logind.
#   aliases: [sess-logind-idle]
#   parameters:
#     max_seconds:
#       default: 600
#       description: The greatest number of seconds that is accepted.
package policies.host.sessions.idle_stopped

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["logind"] := [input.host.logind.data.stop_idle_session_seconds, input.host.logind.data.understands_stop_idle_session]

not_applicable[id] := verdict.proof("this systemd does not know StopIdleSessionSec", [understood]) if {
	some id, [_, understood] in subjects
	understood.value == false
}

passed[id] := verdict.proof($"idle sessions are stopped after {seconds.value} seconds", [seconds]) if {
	some id, [seconds, understood] in subjects
	understood.value == true
	seconds.value >= 1
	seconds.value <= data.parameters["host.sessions.idle_stopped"].max_seconds
}

failed[id] := verdict.proof("idle sessions are never stopped", [seconds]) if {
	some id, [seconds, understood] in subjects
	understood.value == true
	seconds.value == 0
}

failed[id] := verdict.proof($"idle sessions are stopped after {seconds.value} seconds, more than {data.parameters["host.sessions.idle_stopped"].max_seconds}", [seconds]) if {
	some id, [seconds, understood] in subjects
	understood.value == true
	seconds.value > data.parameters["host.sessions.idle_stopped"].max_seconds
}
