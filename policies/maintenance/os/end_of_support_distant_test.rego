package policies.maintenance.os.end_of_support_distant_test

import data.policies.maintenance.os.end_of_support_distant as rule

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

cases := {
	"far": {"given": [_tier("lts", _is(586), _is("2028-06-30"))], "want": {"pass"}},
	"near": {"given": [_tier("lts", _is(100), _is("2028-06-30"))], "want": {"fail"}},
	"over": {"given": [_tier("lts", _is(-5), _is("2024-06-30"))], "want": {"fail"}},
	"unknown release": {"given": [_tier("lts", _unread, _unread)], "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given) with data.parameters as {"maintenance.os.end_of_support_distant": {"tier": "lts", "min_days": 180}}
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}} with data.parameters as {"maintenance.os.end_of_support_distant": {"tier": "lts", "min_days": 180}}
}

_tier(id, days, date) := {"id": id, "days_left": days, "ends_on": date}

_input(tiers) := {"host": {"os_support": {"flag": "complete", "data": {"release": _is("debian 12"), "tiers": tiers}}}}
