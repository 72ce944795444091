package policies.maintenance.vulnerabilities.impact_analysis_recorded_test

import data.policies.maintenance.vulnerabilities.impact_analysis_recorded as rule

cases := {
	"decided": {"item": {"decision": _true}, "want": {"vulnerability:srv-1/CVE-2099-1": "pass"}},
	"nothing decided": {"item": {}, "want": {"vulnerability:srv-1/CVE-2099-1": "fail"}},
	"four days old": {"item": {"days": {"value": 4, "at": _at}}, "want": {"vulnerability:srv-1/CVE-2099-1": "not-applicable"}},
	"decision not readable": {"item": {"decision": _unknown}, "want": {"vulnerability:srv-1/CVE-2099-1": "unknown"}},
	"first seen not known": {"item": {"days": _unknown}, "want": {"vulnerability:srv-1/CVE-2099-1": "unknown"}},
	"severity not known": {"item": {"severity": _unknown}, "want": {"vulnerability:srv-1/CVE-2099-1": "unknown"}},
	"high": {"item": {"severity": {"value": "high", "at": _at}}, "want": {}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case.item) with data.parameters as _parameters
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"organization": {"vulnerability_state": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_parameters := {"maintenance.vulnerabilities.impact_analysis_recorded": {"max_days": 7}}

_at := {"file": "register.csv", "line": 2}

_entry := {
	"id": "srv-1/CVE-2099-1",
	"at": _at,
	"severity": {"value": "critical", "at": _at},
	"age_days": {"value": 21, "at": _at},
	"fixed": _false,
	"days": {"value": 21, "at": _at},
	"decision": _false,
	"decision_text": "",
	"fix_exists": _unknown,
	"contextual_severity": _unknown,
}

_true := {"value": true, "at": _at}

_false := {"value": false, "at": _at}

_unknown := {"unknown": "needs feeds", "at": _at}

_with(base, item) := object.union(object.remove(base, object.keys(item)), item)

_snapshot(item) := {"organization": {"vulnerability_state": {"flag": "complete", "data": {"vulnerabilities": [_with(_entry, item)]}}}}
