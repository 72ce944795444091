package policies.host.pam.min_classes_test

import data.policies.host.pam.min_classes as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

# A value that stands for a fact; "?" is one that could not be read.
_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

cases := {
	"four": {"facts": {"minclass": 4, "dcredit": 0, "ucredit": 0, "lcredit": 0, "ocredit": 0}, "want": "pass"},
	"none": {"facts": {"minclass": 0, "dcredit": 0, "ucredit": 0, "lcredit": 0, "ocredit": 0}, "want": "fail"},
	"four credits": {"facts": {"minclass": 0, "dcredit": -1, "ucredit": -1, "lcredit": -2, "ocredit": -1}, "want": "pass"},
	"three credits": {"facts": {"minclass": 0, "dcredit": -1, "ucredit": -1, "lcredit": -2, "ocredit": 1}, "want": "fail"},
	"three are enough": {"facts": {"minclass": 3, "dcredit": 0, "ucredit": 0, "lcredit": 0, "ocredit": 0}, "want": "pass", "parameters": {"min_classes": 3}},
	"not readable": {"facts": {"minclass": "?", "dcredit": 0, "ucredit": 0, "lcredit": 0, "ocredit": 0}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.facts)
		with data.parameters as {"host.pam.min_classes": object.union({"min_classes": 4}, object.get(case, "parameters", {}))}
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"password_quality": {"flag": "not-collected"}}}
		with data.parameters as {"host.pam.min_classes": {"min_classes": 4}}
}

_input(facts) := {"host": {"password_quality": {"flag": "complete", "data": {"checks": [object.union({"id": "x", "at": _at}, {key: _fact(value) | some key, value in facts})]}}}}
