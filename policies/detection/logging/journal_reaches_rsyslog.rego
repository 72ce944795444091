# METADATA
# title: rsyslog gets what the journal takes
# description: |
#   Where rsyslog keeps the logs, it must get them: journald forwards them (ForwardToSyslog, which Debian turns
#   on by default), or rsyslog reads the journal itself (imjournal, as RHEL does). Without either only programs
#   that write to /dev/log where journald does not hold it are in the files.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.freedesktop.org/software/systemd/man/latest/journald.conf.html
#   - ref: https://www.rsyslog.com/doc/configuration/modules/imjournal.html
# custom:
#   severity: low
#   subject: host
#   remediation: |
#     Set `ForwardToSyslog=yes` in /etc/systemd/journald.conf.d/forward.conf, or load imjournal in rsyslog.conf.
#   aliases: [log-forward]
#   parameters:
#     system:
#       default: "auto"
#       description: "rsyslog, journald, or auto: whichever is in charge (rsyslog where it starts, else the journal)."
package policies.detection.logging.journal_reaches_rsyslog

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["rsyslog"] := [_logging.system, _logging.journal_forward_to_syslog, _logging.local_inputs]

passed["rsyslog"] := verdict.proof(concat("; ", sort(_roads)), [_logging.journal_forward_to_syslog]) if {
	_chosen == "rsyslog"
	count(_roads) > 0
}

failed["rsyslog"] := verdict.proof("journald does not forward to it, and it does not read the journal", [_logging.journal_forward_to_syslog, _logging.local_inputs]) if {
	_chosen == "rsyslog"
	_logging.journal_forward_to_syslog.value == false
	count({"imjournal"} - {name | some name in _logging.local_inputs.value}) == 1
}

not_applicable["rsyslog"] := verdict.proof("rsyslog does not keep the logs", [_logging.system]) if {
	count({_chosen} - {"rsyslog"}) == 1
}

_roads contains "journald forwards to it" if _logging.journal_forward_to_syslog.value == true

_roads contains "it reads the journal" if {
	some name in _logging.local_inputs.value
	name == "imjournal"
}

_chosen := _wanted if _wanted != "auto"

_chosen := _logging.system.value if _wanted == "auto"

_wanted := data.parameters["detection.logging.journal_reaches_rsyslog"].system

_logging := input.host.logging.data
