# METADATA
# title: The journal outlives a restart
# description: |
#   `Storage=auto`, the default, keeps the journal only where /var/log/journal exists; otherwise a restart clears
#   the traces. Drop-ins are merged by name, the last one
#   wins. Where rsyslog or syslog-ng starts, the logs are kept in its files, and the journal may be short-lived.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.freedesktop.org/software/systemd/man/latest/journald.conf.html
# custom:
#   severity: medium
#   subject: host
#   remediation: |
#     `mkdir -p /var/log/journal && systemctl restart systemd-journald`, or `Storage=persistent`.
#   aliases: [log-journald-persistent]
package policies.detection.logging.journal_persistent

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["host"] := [_persistent, _logging.rsyslog_enabled, _logging.syslog_ng_enabled, _logging.system]

passed["host"] := verdict.proof("the journal is kept on disk", [_persistent]) if _persistent.value == true

failed["host"] := verdict.proof("the journal is lost at a restart, and no log service keeps files", [_persistent]) if {
	_persistent.value == false
	_logging.rsyslog_enabled.value == false
	_logging.syslog_ng_enabled.value == false
	_logging.system.value != "container"
}

not_applicable["host"] := verdict.proof("the logs are kept in files by a log service", _services) if {
	_persistent.value == false
	count(_services) > 0
}

not_applicable["host"] := verdict.proof("this is a container: its host keeps the logs", [_logging.system]) if {
	_persistent.value == false
	count(_services) == 0
	_logging.system.value == "container"
}

_services := [fact |
	some fact in [_logging.rsyslog_enabled, _logging.syslog_ng_enabled]
	fact.value == true
]

_persistent := _logging.journal_persistent

_logging := input.host.logging.data
