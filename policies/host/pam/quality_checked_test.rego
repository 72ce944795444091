package policies.host.pam.quality_checked_test

import data.policies.host.pam.quality_checked as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

# A value that stands for a fact; "?" is one that could not be read.
_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

cases := {
	"guards": {"facts": {"quality": "guards"}, "want": "pass"},
	"absent": {"facts": {"quality": "absent"}, "want": "fail"},
	"skipped": {"facts": {"quality": "skipped"}, "want": "fail"},
	"late": {"facts": {"quality": "late"}, "want": "fail"},
	"optional": {"facts": {"quality": "not-binding"}, "want": "fail"},
	"another module is asked for": {"facts": {"quality": "guards"}, "want": "fail", "parameters": {"modules": ["pam_passwdqc"]}},
	"not worked out": {"facts": {"quality": "?"}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.facts)
		with data.parameters as {"host.pam.quality_checked": object.union({"modules": ["pam_pwquality"]}, object.get(case, "parameters", {}))}
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"pam": {"flag": "not-collected"}}}
		with data.parameters as {"host.pam.quality_checked": {"modules": ["pam_pwquality"]}}
}

_input(facts) := {"host": {"pam": {"flag": "complete", "data": {"password_setters": [object.union({"id": "x", "at": _at, "quality_module": "pam_pwquality"}, {key: _fact(value) | some key, value in facts})]}}}}
