package policies.firewall.cloud.flow_log_retention_test

import data.policies.firewall.cloud.flow_log_retention as rule

_at := {"file": "flow-logs.json", "line": 3}

_on := {"value": true, "at": _at}

_off := {"value": false, "at": _at}

_days(days) := {"value": days, "at": _at}

_unknown := {"unknown": "the policy is switched off", "at": _at}

cases := {
	"long enough": {"enabled": _on, "days": _days(90), "want": "pass"},
	"for ever": {"enabled": _on, "days": _days(0), "want": "pass"},
	"too short": {"enabled": _on, "days": _days(89), "want": "fail"},
	"switched off": {"enabled": _off, "days": _days(365), "want": "fail"},
	"switched off and too short": {"enabled": _off, "days": _days(7), "want": "fail"},
	"days not told": {"enabled": _on, "days": _unknown, "want": "unknown"},
	"off, days not told": {"enabled": _off, "days": _unknown, "want": "fail"},
	"not told whether it is on": {"enabled": _unknown, "days": _days(90), "want": "unknown"},
	"not told whether it is on, too short": {"enabled": _unknown, "days": _days(7), "want": "fail"},
}

_parameters := {"firewall.cloud.flow_log_retention": {"min_days": 90}}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"firewall": {"flow_logs": {"flag": "complete", "data": {"flow_logs": [{
		"id": "rg/log",
		"name": "log",
		"enabled": case.enabled,
		"days": case.days,
	}]}}}}
		with data.parameters as _parameters
	{[o.subject, o.status] | some o in observations} == {["rg/log", case.want]}
}

test_no_section_gives_no_observation if {
	observations := rule.observations with input as {"firewall": {"flow_logs": {"flag": "not-collected"}}}
		with data.parameters as _parameters
	count(observations) == 0
}
