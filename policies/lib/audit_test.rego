package policies.lib.audit_test

import data.policies.lib.audit

_at := {"file": "/etc/audit/rules.d/a.rules", "line": 1}

_event(subject, more) := object.union({"id": subject, "topic": "t", "subject": subject, "in_scope": true, "why_out": "", "detail": "missing", "covering": [{"id": "a.rules:1", "at": _at}]}, more)

_all := [
	_event("yes", {"covered": {"value": true, "at": _at}}),
	_event("no", {"covered": {"value": false, "at": _at}}),
	_event("out", {"covered": {"value": false, "at": _at}, "in_scope": false, "why_out": "gone"}),
	_event("dark", {"covered": {"unknown": "denied", "at": _at}}),
	object.union(_event("other", {"covered": {"value": true, "at": _at}}), {"topic": "x"}),
]

test_each_event_has_one_place if {
	wanted := audit.events(_all, "t")
	object.keys(wanted) == {"yes", "no", "out", "dark"}
	object.keys(audit.recorded(wanted)) == {"yes"}
	object.keys(audit.missed(wanted)) == {"no"}
	object.keys(audit.out_of_scope(wanted)) == {"out"}
	audit.recorded(wanted).yes.message == "recorded by a.rules:1"
	audit.recorded(wanted).yes.at == [_at]
	audit.facts(wanted).dark.unknown == "denied"
}
