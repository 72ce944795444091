package policies.iam.authentication.banned_list_test

import data.policies.iam.authentication.banned_list as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the policy below, and the verdict that it gives.
cases := {
	"refused": {"record": {}, "want": "pass"},
	"taken": {"record": {"banned_list": _known(false)}, "want": "fail"},
	"not known": {"record": {"banned_list": _unread}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"authentication_policy": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.authentication.banned_list": {}}

_input(record) := {"iam": {"authentication_policy": {"flag": "complete", "data": {"system": "keycloak", "account": "r", "policies": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "realm", "at": _at, "applies_to": _known(["all"]), "min_length": _known(14), "history": _known(24), "lower": _known(true), "upper": _known(true), "number": _known(true), "symbol": _known(true), "max_age_days": _known(0), "banned_list": _known(true), "lockout_attempts": _known(10), "lockout_minutes": _known(15), "second_factors": _known(["fido2", "totp"]), "local_recovery": _known(false)}

test_a_provider_without_the_setting_is_out_of_scope if {
	observations := rule.observations with input as _of_aws with data.parameters as _parameters
	{o.status | some o in observations} == {"not-applicable"}
}

_of_aws := {"iam": {"authentication_policy": {"flag": "complete", "data": {"system": "aws", "account": "r", "policies": [object.union(object.remove(_record, ["banned_list", "lockout_attempts", "lockout_minutes"]), {"banned_list": _unread, "lockout_attempts": _unread, "lockout_minutes": _unread})]}}}}
