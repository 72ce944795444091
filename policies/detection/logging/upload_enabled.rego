# METADATA
# title: The upload of the journal starts at boot where it is installed
# description: |
#   An upload that does not start sends nothing. A running machine also tells whether it runs.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.freedesktop.org/software/systemd/man/latest/systemd-journal-upload.service.html
# custom:
#   severity: medium
#   subject: host
#   remediation: |
#     `systemctl enable --now systemd-journal-upload`.
#   aliases: [log-upload-enabled]
#   parameters:
#     system:
#       default: "auto"
#       description: "rsyslog, journald, or auto: whichever is in charge (rsyslog where it starts, else the journal)."
package policies.detection.logging.upload_enabled

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["journal-upload"] := [_logging.system, _logging.upload.installed, _logging.upload.enabled]

passed["journal-upload"] := verdict.proof("it starts at boot", [_logging.upload.enabled]) if {
	_chosen == "journald"
	_logging.upload.installed.value == true
	_logging.upload.enabled.value == true
	count(_stopped) == 0
}

failed["journal-upload"] := verdict.proof("it does not start at boot", [_logging.upload.enabled]) if {
	_chosen == "journald"
	_logging.upload.installed.value == true
	_logging.upload.enabled.value == false
}

failed["journal-upload"] := verdict.proof("it starts at boot and does not run", _stopped) if {
	_chosen == "journald"
	_logging.upload.installed.value == true
	_logging.upload.enabled.value == true
	count(_stopped) > 0
}

_stopped := [fact | some fact in [_logging.upload.running]; fact.value == false]

not_applicable["journal-upload"] := verdict.proof("it is not installed, which another rule tells", [_logging.upload.installed]) if {
	_chosen == "journald"
	_logging.upload.installed.value == false
}

not_applicable["journal-upload"] := verdict.proof("the journal is not the log system", [_logging.system]) if {
	count({_chosen} - {"journald"}) == 1
}

_chosen := _wanted if _wanted != "auto"

_chosen := _logging.system.value if _wanted == "auto"

_wanted := data.parameters["detection.logging.upload_enabled"].system

_logging := input.host.logging.data
