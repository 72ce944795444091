package policies.host.desktop.xdmcp_off_test

import data.policies.host.desktop.xdmcp_off as rule

_statuses(fact) := {o.subject: o.status |
	some o in rule.observations with input as {"host": {"desktop": {"flag": "complete", "data": {"xdmcp": object.union({"at": {"file": "/etc/gdm3/daemon.conf"}}, fact)}}}}
}

test_cases[note] if {
	some note, case in {
		"off": [{"value": false}, "pass"],
		"on": [{"value": true}, "fail"],
		"unreadable": [{"unknown": "denied"}, "unknown"],
	}
	_statuses(case[0]) == {"gdm": case[1]}
}

test_without_gdm_there_is_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"desktop": {"flag": "does-not-exist"}}}
}
