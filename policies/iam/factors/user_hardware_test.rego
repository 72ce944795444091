package policies.iam.factors.user_hardware_test

import data.policies.iam.factors.user_hardware as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

cases := {
	"a key": {"record": {}, "want": {"pass"}},
	"a token beside an app": {"record": {"mfa_kinds": _known(["hardware-otp", "totp"])}, "want": {"pass"}},
	"an app": {"record": {"mfa_kinds": _known(["totp"])}, "want": {"fail"}},
	"nothing": {"record": {"mfa_kinds": _known([])}, "want": {"fail"}},
	"kinds not given": {"record": {"mfa_kinds": _unread}, "want": {"unknown"}},
	"another group": {"record": {"entitlements": _known(["group:dev"])}, "want": {"not-applicable"}},
	"groups not known": {"record": {"entitlements": _unread}, "want": {"unknown"}},
	"cannot sign in": {"record": {"enabled": _known(false)}, "want": {"not-applicable"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record) with data.parameters as _parameters(["finance"])
	{o.status | some o in observations} == case.want
}

test_without_groups_nothing_is_judged if {
	count(rule.observations) == 0 with input as _input({}) with data.parameters as _parameters([])
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"accounts": {"flag": "not-collected"}}} with data.parameters as _parameters(["finance"])
}

_parameters(groups) := {"iam.factors.user_hardware": {"groups": groups}}

_input(record) := {"iam": {"accounts": {"flag": "complete", "data": {"accounts": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "user:ann", "kind": "user", "name": "ann", "at": _at, "enabled": _known(true), "entitlements": _known(["group:finance"]), "mfa_kinds": _known(["fido2"])}
