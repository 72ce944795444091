# METADATA
# title: One log system is chosen and there
# description: |
#   Logs that nobody takes are lost. rsyslog or syslog-ng where one starts, else the journal alone; where the
#   parameter names one, it must be that one. A container whose programs write to its output lies outside.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rsyslog.com/doc/
#   - ref: https://www.freedesktop.org/software/systemd/man/latest/journald.conf.html
# custom:
#   severity: medium
#   subject: host
#   remediation: |
#     `apt-get install rsyslog && systemctl enable --now rsyslog`, or let systemd-journald keep the logs
#     (Storage=persistent).
#   aliases: [log-rsyslog-installed]
#   parameters:
#     system:
#       default: "auto"
#       description: "rsyslog, journald, or auto: whichever is in charge (rsyslog where it starts, else the journal)."
package policies.detection.logging.log_system_chosen

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["host"] := _logging.system

passed["host"] := verdict.proof($"{_logging.system.value} takes the logs", [_logging.system]) if {
	_wanted == "auto"
	_logging.system.value in {"rsyslog", "syslog-ng", "journald", "several"}
}

passed["host"] := verdict.proof($"{_wanted} takes the logs", [_logging.system]) if {
	_wanted != "auto"
	_logging.system.value == _wanted
}

failed["host"] := verdict.proof("nothing takes the logs", [_logging.system]) if _logging.system.value == "none"

not_applicable["host"] := verdict.proof("this is a container: its host keeps the logs", [_logging.system]) if {
	_logging.system.value == "container"
	_wanted == "auto"
}

failed["host"] := verdict.proof($"{_said} the logs, and {_wanted} is asked for", [_logging.system]) if {
	_wanted != "auto"
	_logging.system.value != _wanted
	_logging.system.value != "none"
}

_said := "several services take" if _logging.system.value == "several"

_said := $"{_logging.system.value} takes" if _logging.system.value != "several"

_wanted := data.parameters["detection.logging.log_system_chosen"].system

_logging := input.host.logging.data
