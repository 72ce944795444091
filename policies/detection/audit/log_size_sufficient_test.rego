package policies.detection.audit.log_size_sufficient_test

import data.policies.detection.audit.log_size_sufficient as rule

cases := {
	"as large": {"given": {"max_log_file": _is(6)}, "want": {"pass"}},
	"small": {"given": {"max_log_file": _is(5)}, "want": {"fail"}},
	"not set": {"given": {"max_log_file": _is(0)}, "want": {"fail"}},
	"not readable": {"given": {"max_log_file": _unread}, "want": {"unknown"}},
	"no auditd": {"given": {"installed": _is(false)}, "want": set()},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given) with data.parameters as {"detection.audit.log_size_sufficient": {"min_mib": 6}}
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}} with data.parameters as {"detection.audit.log_size_sufficient": {"min_mib": 6}}
}

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

# A union would merge the facts themselves.
_with(base, change) := object.union(object.remove(base, object.keys(change)), change)

_input(change) := {"host": {"auditd": {"flag": "complete", "data": _with({"installed": _is(true)}, change)}}}
