package policies.iam.factors.admin_phishing_resistant_test

import data.policies.iam.factors.admin_phishing_resistant as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

cases := {
	"keys only": {"record": {}, "want": {"pass"}},
	"an app beside the key": {"record": {"mfa_kinds": _known(["fido2", "totp"])}, "want": {"fail"}},
	"a pass for a day beside the key": {"record": {"mfa_kinds": _known(["fido2", "temporary-pass"])}, "want": {"pass"}},
	"an app": {"record": {"mfa_kinds": _known(["totp"]), "mfa_strength": _known("strong")}, "want": {"fail"}},
	"nothing": {"record": {"mfa_kinds": _known([]), "mfa_strength": _known("none")}, "want": {"fail"}},
	"kinds not given": {"record": {"mfa_kinds": _unread, "mfa_strength": _unread}, "want": {"unknown"}},
	"rights not known": {"record": {"admin": _unread}, "want": {"unknown"}},
	"no administrator": {"record": {"admin": _known(false)}, "want": {"not-applicable"}},
	"cannot sign in": {"record": {"enabled": _known(false)}, "want": {"not-applicable"}},
	"root is judged elsewhere": {"record": {"id": "root", "kind": "root"}, "want": set()},
	"exempt": {"record": {"id": "user:break-glass"}, "want": set()},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record) with data.parameters as _parameters
	{o.status | some o in observations} == case.want
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"accounts": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.factors.admin_phishing_resistant": {"exempt": ["user:break-glass"]}}

_input(record) := {"iam": {"accounts": {"flag": "complete", "data": {"accounts": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "user:ann", "kind": "user", "name": "ann", "at": _at, "admin": _known(true), "enabled": _known(true), "mfa_kinds": _known(["fido2"]), "mfa_strength": _known("phishing-resistant")}
