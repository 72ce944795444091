package policies.detection.logging.log_files_created_closed_test

import data.policies.detection.logging.log_files_created_closed as rule

cases := {
	"closed": {"given": {}, "want": {"pass"}},
	"stricter": {"given": {"log_files": [_file("0600")]}, "want": {"pass"}},
	"one is open": {"given": {"log_files": [_file("0640"), _file("0644")]}, "want": {"fail"}},
	"writable by the group": {"given": {"log_files": [_file("0660")]}, "want": {"fail"}},
	"no files": {"given": {"log_files": []}, "want": {"pass"}},
	"not readable": {"given": {"log_files": [], "log_files_read": _unread}, "want": {"unknown"}},
	"no rsyslog": {"given": {"rsyslog_installed": _is(false)}, "want": set()},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given) with data.parameters as {"detection.logging.log_files_created_closed": {"allowed": "0640"}}
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}} with data.parameters as {"detection.logging.log_files_created_closed": {"allowed": "0640"}}
}

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

# A union would merge the facts themselves.
_with(base, change) := object.union(object.remove(base, object.keys(change)), change)

_file(mode) := {"path": "/var/log/syslog", "mode": _is(mode), "at": _at}

_input(change) := {"host": {"logging": {"flag": "complete", "data": _with({"rsyslog_installed": _is(true), "log_files_read": _is(true), "log_files": [_file("0640")]}, change)}}}
