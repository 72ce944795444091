package policies.host.services.none_failed_test

import data.policies.host.services.none_failed as rule

_at := {"file": "/x"}

_unit(id, state, starts, active) := {
	"id": id,
	"aliases": [],
	"state": {"value": state, "at": _at},
	"starts_at_boot": {"value": starts, "at": _at},
	"activators": [],
	"live": {"active": active, "sub": "running"},
	"at": _at,
}

_live := {"value": true, "at": _at}

_statuses(live, units) := {o.subject: o.status |
	some o in rule.observations with input as {"host": {"services": {"flag": "complete", "data": {"live": live, "units": units}}}}
}

test_none if _statuses(_live, [_unit("a.service", "enabled", true, "active")]) == {"services": "pass"}

test_one if {
	units := [_unit("a.service", "enabled", true, "failed"), _unit("b.service", "enabled", true, "active")]
	_statuses(_live, units) == {"a.service": "fail"}
}

test_offline_is_unknown if _statuses({"unknown": "on a running system only", "at": _at}, []) == {"services": "unknown"}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"services": {"flag": "not-collected"}}}
}
