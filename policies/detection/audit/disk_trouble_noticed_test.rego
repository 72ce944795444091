package policies.detection.audit.disk_trouble_noticed_test

import data.policies.detection.audit.disk_trouble_noticed as rule

cases := {
	"both": {"given": {}, "want": {"pass"}},
	"one": {"given": {"disk_full_action": _is("suspend")}, "want": {"pass", "fail"}},
	"not set": {"given": {"disk_error_action": _is(""), "disk_full_action": _is("")}, "want": {"fail"}},
	"not readable": {"given": {"disk_error_action": _unread, "disk_full_action": _unread}, "want": {"unknown"}},
	"no auditd": {"given": {"installed": _is(false)}, "want": set()},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given) with data.parameters as {"detection.audit.disk_trouble_noticed": {"disk_full": ["halt", "single"], "disk_error": ["syslog", "halt"]}}
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}} with data.parameters as {"detection.audit.disk_trouble_noticed": {"disk_full": ["halt", "single"], "disk_error": ["syslog", "halt"]}}
}

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

# A union would merge the facts themselves.
_with(base, change) := object.union(object.remove(base, object.keys(change)), change)

_input(change) := {"host": {"auditd": {"flag": "complete", "data": _with({"installed": _is(true), "disk_full_action": _is("halt"), "disk_error_action": _is("syslog")}, change)}}}
