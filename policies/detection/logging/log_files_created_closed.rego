# METADATA
# title: rsyslog creates its files so that others cannot read them
# description: |
#   Logs tell names, addresses and what is wrong. `$FileCreateMode` holds for the classic actions behind it, in
#   the order in which files are included; the newer `action(type="omfile")` takes its own fileCreateMode or
#   that of `module(load="builtin:omfile")` and not the directive. Without either a file gets 0644; $Umask takes
#   bits off. Files that exist keep the mode they have.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rsyslog.com/doc/configuration/modules/omfile.html
# custom:
#   severity: medium
#   subject: host
#   remediation: |
#     Put `$FileCreateMode 0640` before the rules of /etc/rsyslog.conf and take looser ones out; for the newer
#     form `module(load="builtin:omfile" fileCreateMode="0640")`.
#   aliases: [log-file-mode]
#   parameters:
#     allowed:
#       default: "0640"
#       description: "Octal mode that no new file may exceed."
package policies.detection.logging.log_files_created_closed

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["rsyslog"] := array.concat([_logging.log_files_read], [file.mode | some file in _logging.log_files]) if {
	_logging.rsyslog_installed.value == true
}

passed["rsyslog"] := verdict.proof($"no new file exceeds {_allowed}", [file.mode | some file in _logging.log_files]) if {
	_logging.rsyslog_installed.value == true
	_logging.log_files_read.value == true
	every file in _logging.log_files {
		_exceeds(file.mode.value) == false
	}
}

failed["rsyslog"] := verdict.proof(concat("; ", sort({$"{file.path} gets {file.mode.value}" | some file in _loose})), [file.mode | some file in _loose]) if {
	_logging.rsyslog_installed.value == true
	count(_loose) > 0
}

_loose := [file |
	some file in _logging.log_files
	_exceeds(file.mode.value) == true
]

# A digit of the mode has a bit that the digit of the limit has not.
_exceeds(mode) := count([i |
	some i in numbers.range(0, 3)
	given := to_number(substring(mode, i, 1))
	limit := to_number(substring(_allowed, i, 1))
	bits.and(given, bits.and(bits.negate(limit), 7)) != 0
]) > 0

_logging := input.host.logging.data

_allowed := data.parameters["detection.logging.log_files_created_closed"].allowed
