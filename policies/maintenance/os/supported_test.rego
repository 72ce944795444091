package policies.maintenance.os.supported_test

import data.policies.maintenance.os.supported as rule

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

cases := {
	"standard ended, lts goes on": {"given": [_tier("standard", _is(-134), _is("2026-07-11")), _tier("lts", _is(586), _is("2028-06-30"))], "want": {"pass"}},
	"last day": {"given": [_tier("lts", _is(0), _is("2028-06-30"))], "want": {"pass"}},
	"ended": {"given": [_tier("lts", _is(-1), _is("2024-06-30")), _tier("paid", _is(900), _is("2029-06-30"))], "want": {"fail"}},
	"release not in the table": {"given": [_tier("lts", _unread, _unread)], "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given) with data.parameters as {"maintenance.os.supported": {"tier": "lts"}}
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}} with data.parameters as {"maintenance.os.supported": {"tier": "lts"}}
}

_tier(id, days, date) := {"id": id, "days_left": days, "ends_on": date}

_input(tiers) := {"host": {"os_support": {"flag": "complete", "data": {"release": _is("debian 12"), "tiers": tiers}}}}
