package policies.host.services.running_as_configured_test

import data.policies.host.services.running_as_configured as rule

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

test_as_configured if {
	units := [
		_unit("a.service", "enabled", true, "active"), _unit("b.service", "disabled", false, "inactive"),
		_unit("c.service", "static", false, "active"),
	]
	_statuses(_live, units) == {"services": "pass"}
}

test_disabled_and_running if {
	units := [_unit("a.service", "disabled", false, "active"), _unit("b.service", "masked", false, "active")]
	_statuses(_live, units) == {"a.service": "fail", "b.service": "fail"}
}

test_disabled_and_started_by_a_socket if {
	unit := object.union(_unit("a.service", "disabled", false, "active"), {"activators": [{"id": "a.socket", "kind": "socket", "at": _at}]})
	_statuses(_live, [unit]) == {"services": "pass"}
}

test_offline_is_unknown if _statuses({"unknown": "on a running system only", "at": _at}, []) == {"services": "unknown"}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"services": {"flag": "not-collected"}}}
}
