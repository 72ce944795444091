package policies.firewall.declared.zone_isolation_test

import data.policies.firewall.declared.zone_isolation as rule

_at := {"file": "rules.v4", "line": 3}

cases := {
	"only declared flows": {"broken": {"value": [], "at": _at}, "want": "pass"},
	"another flow": {"broken": {"value": ["ipv4 tcp/22 from all of dev"], "at": _at}, "want": "fail"},
	"in doubt": {"broken": {"unknown": "The members of sg-7 are in no zone.", "at": _at}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot([{"id": "dev -> prod", "broken": case.broken, "decided_by": []}])
	{[o.subject, o.status] | some o in observations} == {["dev -> prod", case.want]}
}

test_many_flows_are_told_in_short if {
	flows := [$"ipv4 tcp/{n} from all of dev" | some n in numbers.range(1, 8)]
	observations := rule.observations with input as _snapshot([{
		"id": "dev -> prod",
		"broken": {"value": flows, "at": _at},
		"decided_by": [],
	}])
	{endswith(o.message, "; and 3 more") | some o in observations} == {true}
}

test_without_zones_there_is_nothing_to_judge if {
	count(rule.observations) == 0 with input as _snapshot([])
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"declared_state": {"flag": "not-collected"}}}
}

_snapshot(zones) := {"firewall": {"declared_state": {"flag": "complete", "data": {
	"families": [],
	"openings": [],
	"services": [],
	"zones": zones,
}}}}
