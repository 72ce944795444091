package policies.detection.audit.backlog_sufficient_test

import data.policies.detection.audit.backlog_sufficient as rule

cases := {
	"as many": {"given": {"read": _is("linux"), "arguments": [{"id": "quiet", "value": "", "at": _at}, {"id": "audit_backlog_limit", "value": "8192", "at": _at}]}, "want": {"pass"}},
	"few": {"given": {"read": _is("linux"), "arguments": [{"id": "quiet", "value": "", "at": _at}, {"id": "audit_backlog_limit", "value": "64", "at": _at}]}, "want": {"fail"}},
	"no number": {"given": {"read": _is("linux"), "arguments": [{"id": "quiet", "value": "", "at": _at}, {"id": "audit_backlog_limit", "value": "x", "at": _at}]}, "want": {"unknown"}},
	"not set": {"given": {"read": _is("linux"), "arguments": []}, "want": {"fail"}},
	"not readable": {"given": {"read": _unread, "arguments": []}, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given) with data.parameters as {"detection.audit.backlog_sufficient": {"min_records": 8192}}
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}} with data.parameters as {"detection.audit.backlog_sufficient": {"min_records": 8192}}
}

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

# A union would merge the facts themselves.
_with(base, change) := object.union(object.remove(base, object.keys(change)), change)

_input(given) := {"host": {"boot": {"flag": "complete", "data": {"lines": [{"id": "next", "read": given.read, "arguments": given.arguments}]}}}}
