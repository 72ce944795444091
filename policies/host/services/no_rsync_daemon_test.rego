package policies.host.services.no_rsync_daemon_test

import data.policies.host.services.no_rsync_daemon as rule

_at := {"file": "/usr/lib/systemd/system/rsync.service"}

_unit(starts) := {"id": "rsync.service", "aliases": [], "state": {"value": "disabled", "at": _at}, "starts_at_boot": object.union({"at": _at}, starts), "activators": [], "at": _at}

_statuses(units, declared) := {o.subject: o.status |
	some o in rule.observations with input as {"host": {"services": {"flag": "complete", "data": {"units": units}}}}
		with data.parameters as {"host.services.no_rsync_daemon": {"declared": declared}}
}

test_not_there_passes if _statuses([], []) == {"rsync": "pass"}

test_off_passes if _statuses([_unit({"value": false})], []) == {"rsync": "pass"}

test_at_boot_fails if _statuses([_unit({"value": true})], []) == {"rsync": "fail"}

test_activated_fails if {
	unit := object.union(_unit({"value": false}), {"activators": [{"id": "x.socket", "kind": "socket", "at": _at}]})
	_statuses([unit], []) == {"rsync": "fail"}
}

test_declared_passes if _statuses([_unit({"value": true})], ["rsync"]) == {"rsync": "pass"}

test_unreadable_is_unknown if _statuses([_unit({"unknown": "may not be listed"})], []) == {"rsync": "unknown"}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"services": {"flag": "not-collected"}}}
		with data.parameters as {"host.services.no_rsync_daemon": {"declared": []}}
}
