package policies.iam.access_policies.risk_answered_test

import data.policies.iam.access_policies.risk_answered as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the question below, and the verdict that it gives.
cases := {
	"covered": {"question": {}, "want": "pass"},
	"somebody is left out": {"question": {"gaps": [_gap("user:eve@x.example", [_cell])]}, "want": "fail"},
	"only a declared account is left out": {"question": {"gaps": [_gap("user:Glass@x.example", [_cell])]}, "want": "pass"},
	"by the defaults of the directory": {"question": {"by_default": _known(true), "gaps": [_gap("user:eve@x.example", [_cell])]}, "want": "pass"},
	"whether the defaults do it is not known": {"question": {"by_default": _unread, "gaps": [_gap("user:eve@x.example", [_cell])]}, "want": "unknown"},
	"a policy could not be read": {"question": {"doubts": [_gap("user:eve@x.example", [_cell])], "settled": _unread}, "want": "unknown"},
	"a gap is proved beside a doubt": {"question": {"gaps": [_gap("user:eve@x.example", [_cell])], "doubts": [_gap("user:ann@x.example", [_cell])], "settled": _unread}, "want": "fail"},
	"a level that is not asked about": {"question": {"gaps": [_gap("user:eve@x.example", [{"app": "all", "part": "low"}])]}, "want": "pass"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.question) with data.parameters as object.union(_parameters, object.get(case, "parameters", {}))
	{o.status | some o in observations; o.subject == "risk:sign-in"} == {case.want}
}

test_the_message_names_who_and_why if {
	question := {"gaps": [_gap($"user:{n}@x.example", [_cell]) | some n in numbers.range(1, 7)], "dormant": ["CA9"], "weaker": ["CA8: one of a, b is enough"]}
	observations := rule.observations with input as _input(question) with data.parameters as _parameters
	some o in observations
	o.subject == "risk:sign-in"
	contains(o.message, "and 2 more")
	contains(o.message, "CA9")
	contains(o.message, "CA8: one of a, b is enough")
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"access_coverage": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.access_policies.risk_answered": {"break_glass": ["glass@x.example"], "sign_in_levels": ["high", "medium"], "user_levels": ["high"]}}

_cell := {"app": "all", "part": "medium"}

_gap(id, cells) := {"id": id, "name": substring(id, 5, -1), "admin": false, "cells": cells}

_input(question) := {"iam": {"access_coverage": {"flag": "complete", "data": {"questions": [object.union(object.remove(_question, object.keys(question)), question)], "exclusions": [], "sessions": []}}}}

_question := {"id": "risk:sign-in", "at": _at, "by_default": _known(false), "policies": ["CA1"], "dormant": [], "weaker": [], "gaps": [], "doubts": [], "settled": _known(true)}
