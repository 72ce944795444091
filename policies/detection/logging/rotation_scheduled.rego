# METADATA
# title: Log files are rotated by schedule
# description: |
#   Without rotation a log fills the disk, and then nothing is logged. logrotate must be there and its timer on,
#   or a job of cron that runs: Debian's job stands back where systemd runs. A host whose logs are in the
#   journal alone has its limits there and lies outside.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/logrotate.8.html
# custom:
#   severity: low
#   subject: host
#   remediation: |
#     `apt-get install logrotate && systemctl enable --now logrotate.timer`.
#   aliases: [log-rotation]
package policies.detection.logging.rotation_scheduled

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["logrotate"] := [_logging.system, _logging.logrotate_installed, _logging.logrotate_scheduled]

passed["logrotate"] := verdict.proof("it is installed and scheduled", [_logging.logrotate_scheduled]) if {
	_logging.logrotate_installed.value == true
	_logging.logrotate_scheduled.value == true
}

failed["logrotate"] := verdict.proof("it is installed and nothing runs it", [_logging.logrotate_scheduled]) if {
	_logging.logrotate_installed.value == true
	_logging.logrotate_scheduled.value == false
}

failed["logrotate"] := verdict.proof("it is not installed", [_logging.logrotate_installed]) if {
	_logging.logrotate_installed.value == false
	_logging.system.value in {"rsyslog", "syslog-ng", "several"}
}

not_applicable["logrotate"] := verdict.proof("it is not installed, and no daemon writes log files", [_logging.logrotate_installed, _logging.system]) if {
	_logging.logrotate_installed.value == false
	_logging.system.value in {"journald", "none", "container"}
}

_logging := input.host.logging.data
