package policies.lib.verdict_test

import data.policies.lib.verdict

_at := {"file": "/etc/x", "line": 3}

cases := {
	"proved good": {"passed": {"a": verdict.proof("good", [{"value": 1, "at": _at}])}, "failed": {}, "want": "pass"},
	"proved bad": {"passed": {}, "failed": {"a": verdict.proof("bad", [{"value": 1, "at": _at}])}, "want": "fail"},
	"nothing proved": {"passed": {}, "failed": {}, "want": "unknown"},
	"both proved": {
		"passed": {"a": verdict.proof("good", [])},
		"failed": {"a": verdict.proof("bad", [])},
		"want": "error",
	},
}

test_status[note] if {
	some note, case in cases
	observations := verdict.decide({"a": {"fact": {"value": 1, "at": _at}}}, case.passed, case.failed)
	{o.status | some o in observations} == {case.want}
}

test_out_of_scope if {
	observations := verdict.decide_scoped({"a": {}}, {"a": verdict.proof("a draft", [])}, {}, {})
	{o.status | some o in observations} == {"not-applicable"}
}

test_unknown_tells_the_reasons if {
	subjects := {"a": {"one": {"unknown": "not readable", "at": _at}, "two": {"value": 1, "at": _at}}}
	observations := verdict.decide(subjects, {}, {})
	observations == {{"subject": "a", "status": "unknown", "message": "not readable", "at": [_at]}}
}

test_unknown_fact_as_subject if {
	observations := verdict.decide({"a": {"unknown": "not readable", "at": _at}}, {}, {})
	{o.message | some o in observations} == {"not readable"}
}

test_subjects_without_proof_do_not_hide_others if {
	subjects := {"a": {}, "b": {}}
	observations := verdict.decide(subjects, {"a": verdict.proof("good", [])}, {})
	{o.subject: o.status | some o in observations} == {"a": "pass", "b": "unknown"}
}

test_what_lost_is_kept if {
	fact := {"value": 1, "at": _at, "overridden": [{"at": _at, "text": "x 2", "why": "first value wins"}]}
	verdict.proof("m", [fact]).overridden == fact.overridden
}
