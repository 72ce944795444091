# METADATA
# title: Where the journal alone keeps the logs, it does not forward them to a syslog daemon
# description: |
#   A forwarding that nobody takes is work for nothing, and a daemon that is installed later gets all logs
#   without anybody having decided so. Debian turns it on by default.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.freedesktop.org/software/systemd/man/latest/journald.conf.html
# custom:
#   severity: low
#   subject: host
#   remediation: |
#     Set `ForwardToSyslog=no` in /etc/systemd/journald.conf.d/forward.conf.
#   aliases: [log-journald-no-forward]
#   parameters:
#     system:
#       default: "auto"
#       description: "rsyslog, journald, or auto: whichever is in charge (rsyslog where it starts, else the journal)."
package policies.detection.logging.journal_keeps_to_itself

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["journald"] := [_logging.system, _logging.journal_forward_to_syslog]

passed["journald"] := verdict.proof("ForwardToSyslog is no", [_logging.journal_forward_to_syslog]) if {
	_chosen == "journald"
	_logging.journal_forward_to_syslog.value == false
}

failed["journald"] := verdict.proof("ForwardToSyslog is yes", [_logging.journal_forward_to_syslog]) if {
	_chosen == "journald"
	_logging.journal_forward_to_syslog.value == true
}

not_applicable["journald"] := verdict.proof("the journal is not the log system", [_logging.system]) if {
	count({_chosen} - {"journald"}) == 1
}

_chosen := _wanted if _wanted != "auto"

_chosen := _logging.system.value if _wanted == "auto"

_wanted := data.parameters["detection.logging.journal_keeps_to_itself"].system

_logging := input.host.logging.data
