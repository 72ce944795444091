package policies.firewall.exposure.docker_bypass_test

import data.policies.firewall.exposure.docker_bypass as rule

_at := {"file": "rules.v4", "line": 3}

_known(value) := {"value": value, "at": _at}

_unknown := {"unknown": "It depends on a set.", "at": _at}

cases := {
	"past a filter that denies": {"reach": _known("internet"), "filter": _known("dropped"), "declared": false, "want": "fail"},
	"to some addresses": {"reach": _known("partner"), "filter": _known("dropped"), "declared": false, "want": "fail"},
	"the filter allows it too": {"reach": _known("internet"), "filter": _known("accepted"), "declared": false, "want": "pass"},
	"declared": {"reach": _known("internet"), "filter": _known("dropped"), "declared": true, "want": "pass"},
	"inside only": {"reach": _known("internal"), "filter": _known("dropped"), "declared": false, "want": "pass"},
	"reach in doubt": {"reach": _unknown, "filter": _known("dropped"), "declared": false, "want": "unknown"},
	"filter in doubt": {"reach": _known("internet"), "filter": _unknown, "declared": false, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"firewall": {"bypass": {"flag": "complete", "data": {"ports": [{
		"id": "ipv4:tcp/8080",
		"reach": case.reach,
		"filter": case.filter,
		"declared": case.declared,
		"decided_by": [{"at": _at, "text": "-p tcp --dport 8080 -j DNAT"}],
	}]}}}}
	{[o.subject, o.status] | some o in observations} == {["ipv4:tcp/8080", case.want]}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"bypass": {"flag": "not-collected"}}}
}
