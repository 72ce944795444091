package policies.iam.authentication.lockout_test

import data.policies.iam.authentication.lockout as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the policy below, and the verdict that it gives.
cases := {
	"locked": {"record": {}, "want": "pass"},
	"until unlocked": {"record": {"lockout_minutes": _known(0)}, "want": "pass"},
	"never": {"record": {"lockout_attempts": _known(0)}, "want": "fail"},
	"too many tries": {"record": {"lockout_attempts": _known(11)}, "want": "fail"},
	"too short": {"record": {"lockout_minutes": _known(14)}, "want": "fail"},
	"never, minutes not known": {"record": {"lockout_attempts": _known(0), "lockout_minutes": _unread}, "want": "fail"},
	"tries not known": {"record": {"lockout_attempts": _unread}, "want": "unknown"},
	"minutes not known": {"record": {"lockout_minutes": _unread}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"authentication_policy": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.authentication.lockout": {"max_attempts": 10, "min_minutes": 15}}

_input(record) := {"iam": {"authentication_policy": {"flag": "complete", "data": {"system": "keycloak", "account": "r", "policies": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "realm", "at": _at, "applies_to": _known(["all"]), "min_length": _known(14), "history": _known(24), "lower": _known(true), "upper": _known(true), "number": _known(true), "symbol": _known(true), "max_age_days": _known(0), "banned_list": _known(true), "lockout_attempts": _known(10), "lockout_minutes": _known(15), "second_factors": _known(["fido2", "totp"]), "local_recovery": _known(false)}

test_a_provider_without_the_setting_is_out_of_scope if {
	observations := rule.observations with input as _of_aws with data.parameters as _parameters
	{o.status | some o in observations} == {"not-applicable"}
}

_of_aws := {"iam": {"authentication_policy": {"flag": "complete", "data": {"system": "aws", "account": "r", "policies": [object.union(object.remove(_record, ["banned_list", "lockout_attempts", "lockout_minutes"]), {"banned_list": _unread, "lockout_attempts": _unread, "lockout_minutes": _unread})]}}}}
