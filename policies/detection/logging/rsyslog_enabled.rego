# METADATA
# title: rsyslog starts at boot where it is installed
# description: |
#   Where rsyslog is installed, others rely on its files: fail2ban, the rotation, the log host. A machine that
#   logs to the journal alone lies outside of this rule.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rsyslog.com/doc/
# custom:
#   severity: medium
#   subject: host
#   remediation: |
#     `systemctl enable --now rsyslog`.
#   aliases: [log-rsyslog-enabled]
package policies.detection.logging.rsyslog_enabled

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["rsyslog"] := [_logging.rsyslog_installed, _logging.rsyslog_enabled]

passed["rsyslog"] := verdict.proof("it starts at boot", [_logging.rsyslog_enabled]) if {
	_logging.rsyslog_installed.value == true
	_logging.rsyslog_enabled.value == true
}

failed["rsyslog"] := verdict.proof("it is installed and does not start at boot", [_logging.rsyslog_enabled]) if {
	_logging.rsyslog_installed.value == true
	_logging.rsyslog_enabled.value == false
}

not_applicable["rsyslog"] := verdict.proof("rsyslog is not installed", [_logging.rsyslog_installed]) if {
	_logging.rsyslog_installed.value == false
}

_logging := input.host.logging.data
