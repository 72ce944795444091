package policies.host.pam.password_hash_costly_test

import data.policies.host.pam.password_hash_costly as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

# A value that stands for a fact; "?" is one that could not be read.
_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

cases := {
	"yescrypt 11": {"facts": {"rounds": 11, "hash": "yescrypt"}, "want": "pass"},
	"yescrypt default": {"facts": {"rounds": 5, "hash": "yescrypt"}, "want": "fail"},
	"sha512 default": {"facts": {"rounds": 0, "hash": "sha512"}, "want": "fail"},
	"sha512 rounds": {"facts": {"rounds": 65536, "hash": "sha512"}, "want": "pass"},
	"des": {"facts": {"rounds": 0, "hash": "des"}, "want": "not-applicable"},
	"not readable": {"facts": {"rounds": "?", "hash": "sha512"}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.facts)
		with data.parameters as {"host.pam.password_hash_costly": object.union({"min_yescrypt_cost": 11, "min_sha_rounds": 65536, "min_blowfish_cost": 12}, object.get(case, "parameters", {}))}
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"pam": {"flag": "not-collected"}}}
		with data.parameters as {"host.pam.password_hash_costly": {"min_yescrypt_cost": 11, "min_sha_rounds": 65536, "min_blowfish_cost": 12}}
}

_input(facts) := {"host": {"pam": {"flag": "complete", "data": {"password_setters": [object.union({"id": "x", "at": _at}, {key: _fact(value) | some key, value in facts})]}}}}
