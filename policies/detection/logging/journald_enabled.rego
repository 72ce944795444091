# METADATA
# title: systemd-journald starts at boot
# description: |
#   journald takes what services print; masked, all of it is lost. A system without systemd has its syslog
#   daemon.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.freedesktop.org/software/systemd/man/latest/journald.conf.html
# custom:
#   severity: medium
#   subject: host
#   remediation: |
#     `systemctl unmask systemd-journald.service systemd-journald.socket`.
#   aliases: [log-journald-enabled]
package policies.detection.logging.journald_enabled

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["systemd-journald"] := [_logging.journald_enabled, _logging.system]

passed[id] := verdict.proof("it starts at boot", [_logging.journald_enabled]) if {
	some id, _ in subjects
	_logging.journald_enabled.value == true
}

failed[id] := verdict.proof("it is masked or nothing starts it", [_logging.journald_enabled]) if {
	some id, _ in subjects
	_logging.journald_enabled.value == false
	_logging.journald_installed.value == true
}

not_applicable[id] := verdict.proof("systemd-journald is not installed", [_logging.journald_installed]) if {
	some id, _ in subjects
	_logging.journald_installed.value == false
}

_logging := input.host.logging.data
