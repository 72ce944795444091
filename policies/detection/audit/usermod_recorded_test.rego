package policies.detection.audit.usermod_recorded_test

import data.policies.detection.audit.usermod_recorded as rule

_at := {"file": "/etc/audit/rules.d/a.rules", "line": 3}

cases := {
	"recorded": {"given": {"covered": {"value": true, "at": _at}}, "want": {"pass"}},
	"missing": {"given": {"covered": {"value": false, "at": _at}}, "want": {"fail"}},
	"not readable": {"given": {"covered": {"unknown": "permission denied", "at": _at}}, "want": {"unknown"}},
	"no such thing here": {"given": {"covered": {"value": false, "at": _at}, "in_scope": false, "why_out": "it does not exist"}, "want": {"not-applicable"}},
	"another topic": {"given": {"covered": {"value": false, "at": _at}, "topic": "other"}, "want": set()},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given)
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}}
}

_event := {"id": "x", "topic": "usermod", "subject": "x", "in_scope": true, "why_out": "", "detail": "no rule records it", "covering": []}

_input(change) := {"host": {"audit_coverage": {"flag": "complete", "data": {"events": [object.union(_event, change)]}}}}
