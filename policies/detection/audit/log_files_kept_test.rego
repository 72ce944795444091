package policies.detection.audit.log_files_kept_test

import data.policies.detection.audit.log_files_kept as rule

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

cases := {
	"good": {"given": _is("keep_logs"), "want": {"pass"}},
	"ignore": {"given": _is("ignore"), "want": {"fail"}},
	"not set": {"given": _is(""), "want": {"fail"}},
	"not readable": {"given": _unread, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given) with data.parameters as {"detection.audit.log_files_kept": {"actions": ["keep_logs"]}}
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}} with data.parameters as {"detection.audit.log_files_kept": {"actions": ["keep_logs"]}}
}

_input(fact) := {"host": {"auditd": {"flag": "complete", "data": {"installed": _is(true), "max_log_file_action": fact}}}}
