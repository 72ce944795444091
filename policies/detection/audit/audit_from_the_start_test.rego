package policies.detection.audit.audit_from_the_start_test

import data.policies.detection.audit.audit_from_the_start as rule

cases := {
	"on": {"given": {"read": _is("linux"), "arguments": [{"id": "quiet", "value": "", "at": _at}, {"id": "audit", "value": "1", "at": _at}]}, "want": {"pass"}},
	"off": {"given": {"read": _is("linux"), "arguments": [{"id": "quiet", "value": "", "at": _at}, {"id": "audit", "value": "0", "at": _at}]}, "want": {"fail"}},
	"not set": {"given": {"read": _is("linux"), "arguments": []}, "want": {"fail"}},
	"not readable": {"given": {"read": _unread, "arguments": []}, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given)
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}}
}

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

# A union would merge the facts themselves.
_with(base, change) := object.union(object.remove(base, object.keys(change)), change)

_input(given) := {"host": {"boot": {"flag": "complete", "data": {"lines": [{"id": "next", "read": given.read, "arguments": given.arguments}]}}}}
