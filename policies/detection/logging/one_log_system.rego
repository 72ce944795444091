# METADATA
# title: Only one log system writes the logs
# description: |
#   Where rsyslog and syslog-ng both start, lines are written twice or by whichever was quicker to the socket,
#   and the one that is watched is not the one that is read. That journald takes the lines first and hands them
#   on is no second system; that it also sends them to another host while a syslog daemon does so is.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.freedesktop.org/software/systemd/man/latest/journald.conf.html
# custom:
#   severity: low
#   subject: host
#   remediation: |
#     Disable one: `systemctl disable --now syslog-ng`, or `systemctl disable --now systemd-journal-upload`.
#   aliases: [log-one-system]
package policies.detection.logging.one_log_system

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["host"] := [_logging.system, _logging.upload.enabled]

passed["host"] := verdict.proof($"{_logging.system.value} alone", [_logging.system]) if {
	_logging.system.value in {"journald", "none", "container"}
}

passed["host"] := verdict.proof($"{_logging.system.value} alone", [_logging.system]) if {
	_logging.system.value in {"rsyslog", "syslog-ng"}
	_logging.upload.enabled.value == false
}

failed["host"] := verdict.proof("rsyslog and syslog-ng both start", [_logging.rsyslog_enabled, _logging.syslog_ng_enabled]) if {
	_logging.system.value == "several"
}

failed["host"] := verdict.proof($"{_logging.system.value} starts, and the journal is uploaded too", [_logging.system, _logging.upload.enabled]) if {
	_logging.system.value in {"rsyslog", "syslog-ng"}
	_logging.upload.enabled.value == true
}

_logging := input.host.logging.data
