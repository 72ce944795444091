package policies.host.services.wireless_off_test

import data.policies.host.services.wireless_off as rule

_at := {"file": "/sys/class/net"}

_offline := {"unknown": "on a running system only", "at": _at}

_statuses(interfaces, kernels) := {o.subject: o.status |
	some o in rule.observations with input as {"host": {"wireless": {"flag": "complete", "data": {
		"interfaces": object.union({"at": _at}, interfaces),
		"kernels_with_drivers": {"value": kernels, "at": _at},
	}}}}
}

test_cases[note] if {
	some note, case in {
		"none": [{"value": []}, ["/usr/lib/modules/6.1"], "pass"],
		"one is up": [{"value": ["wlan0 is up"]}, [], "fail"],
		"offline without drivers": [_offline, [], "pass"],
		"offline with drivers": [_offline, ["/usr/lib/modules/6.1"], "unknown"],
	}
	_statuses(case[0], case[1]) == {"wireless": case[2]}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"wireless": {"flag": "not-collected"}}}
}
