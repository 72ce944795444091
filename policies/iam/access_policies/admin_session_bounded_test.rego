package policies.iam.access_policies.admin_session_bounded_test

import data.policies.iam.access_policies.admin_session_bounded as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the session below, and the verdict that it gives.
cases := {
	"short and closed": {"session": {}, "want": "pass"},
	"on the limit": {"session": {"hours": _known(12)}, "want": "pass"},
	"too long": {"session": {"hours": _known(24)}, "want": "fail"},
	"without an end": {"session": {"hours": _known(0)}, "want": "fail"},
	"kept when the browser is closed": {"session": {"persistent": _known("allowed")}, "want": "fail"},
	"kept, and the hours are not known": {"session": {"hours": _unread, "persistent": _known("allowed")}, "want": "fail"},
	"the hours are not known": {"session": {"hours": _unread}, "want": "unknown"},
	"an emergency account": {"session": {"name": "glass@x.example", "hours": _known(0)}, "want": "not-applicable"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.session) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"access_coverage": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.access_policies.admin_session_bounded": {"break_glass": ["Glass@x.example"], "max_hours": 12}}

_input(session) := {"iam": {"access_coverage": {"flag": "complete", "data": {"sessions": [object.union(object.remove(_session, object.keys(session)), session)]}}}}

_session := {"id": "user:ann@x.example", "name": "ann@x.example", "at": _at, "hours": _known(4), "persistent": _known("never")}
