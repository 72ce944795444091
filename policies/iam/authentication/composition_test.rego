package policies.iam.authentication.composition_test

import data.policies.iam.authentication.composition as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the policy below, and the verdict that it gives.
cases := {
	"demanded": {"record": {}, "want": "pass"},
	"one is not": {"record": {"number": _known(false)}, "want": "fail"},
	"one is not, the other not known": {"record": {"number": _known(false), "lower": _unread}, "want": "fail"},
	"one that is not mandated is missing": {"record": {"symbol": _known(false)}, "want": "pass"},
	"not known": {"record": {"lower": _unread}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"authentication_policy": {"flag": "not-collected"}}} with data.parameters as _parameters
}

test_nothing_is_asked_by_default if {
	observations := rule.observations with input as _input({"lower": _known(false)}) with data.parameters as {"iam.authentication.composition": {"required": []}}
	{o.status | some o in observations} == {"not-applicable"}
}

_parameters := {"iam.authentication.composition": {"required": ["lower", "number"]}}

_input(record) := {"iam": {"authentication_policy": {"flag": "complete", "data": {"system": "keycloak", "account": "r", "policies": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "realm", "at": _at, "applies_to": _known(["all"]), "min_length": _known(14), "history": _known(24), "lower": _known(true), "upper": _known(true), "number": _known(true), "symbol": _known(true), "max_age_days": _known(0), "banned_list": _known(true), "lockout_attempts": _known(10), "lockout_minutes": _known(15), "second_factors": _known(["fido2", "totp"]), "local_recovery": _known(false)}
