package policies.host.pam.password_hash_strong_test

import data.policies.host.pam.password_hash_strong as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

# A value that stands for a fact; "?" is one that could not be read.
_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

cases := {
	"yescrypt": {"facts": {"hash": "yescrypt"}, "want": "pass"},
	"nothing is set": {"facts": {"hash": "des"}, "want": "fail"},
	"md5": {"facts": {"hash": "md5"}, "want": "fail"},
	"only sha512 is asked": {"facts": {"hash": "yescrypt"}, "want": "fail", "parameters": {"accepted": ["sha512"]}},
	"not readable": {"facts": {"hash": "?"}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.facts)
		with data.parameters as {"host.pam.password_hash_strong": object.union({"accepted": ["yescrypt", "sha512"]}, object.get(case, "parameters", {}))}
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"pam": {"flag": "not-collected"}}}
		with data.parameters as {"host.pam.password_hash_strong": {"accepted": ["yescrypt", "sha512"]}}
}

_input(facts) := {"host": {"pam": {"flag": "complete", "data": {"password_setters": [object.union({"id": "x", "at": _at}, {key: _fact(value) | some key, value in facts})]}}}}
