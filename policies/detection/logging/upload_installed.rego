# METADATA
# title: Where the journal alone keeps the logs, its upload is installed
# description: |
#   systemd-journal-upload comes with the package systemd-journal-remote. Without it the journal stays on the
#   machine, where whoever takes it over rewrites it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.freedesktop.org/software/systemd/man/latest/systemd-journal-upload.service.html
# custom:
#   severity: low
#   subject: host
#   remediation: |
#     `apt-get install systemd-journal-remote` (RHEL: `dnf install systemd-journal-remote`).
#   aliases: [log-upload-installed]
#   parameters:
#     system:
#       default: "auto"
#       description: "rsyslog, journald, or auto: whichever is in charge (rsyslog where it starts, else the journal)."
package policies.detection.logging.upload_installed

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["journal-upload"] := [_logging.system, _logging.upload.installed]

passed["journal-upload"] := verdict.proof("it is installed", [_logging.upload.installed]) if {
	_chosen == "journald"
	_logging.upload.installed.value == true
}

failed["journal-upload"] := verdict.proof("it is not installed", [_logging.upload.installed]) if {
	_chosen == "journald"
	_logging.upload.installed.value == false
}

not_applicable["journal-upload"] := verdict.proof("the journal is not the log system", [_logging.system]) if {
	count({_chosen} - {"journald"}) == 1
}

_chosen := _wanted if _wanted != "auto"

_chosen := _logging.system.value if _wanted == "auto"

_wanted := data.parameters["detection.logging.upload_installed"].system

_logging := input.host.logging.data
