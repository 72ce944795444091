package policies.detection.time.daemon_running_test

import data.policies.detection.time.daemon_running as rule

_known(value) := {"value": value, "at": {"file": "/etc/chrony/chrony.conf", "line": 1}}

_unread := {"unknown": "permission denied", "at": {"file": "/etc/chrony/chrony.conf"}}

_host(daemon) := {"time_sync": {"flag": "complete", "data": {"daemons": [object.union(object.remove({"id": "chrony", "enabled": _known(true)}, object.keys(daemon)), daemon)]}}}

_status(running) := status if {
	status := {o.status | some o in rule.observations} with input as {"host": _host({"running": running})}
}

test_running_passes if _status(_known(true)) == {"pass"}

test_ended_fails if _status(_known(false)) == {"fail"}

test_offline_is_unknown if _status(_unread) == {"unknown"}

test_a_daemon_that_does_not_start_is_not_judged if {
	count(rule.observations) == 0 with input as {"host": _host({"enabled": _known(false), "running": _known(false)})}
}

test_unknown_where_it_is_not_known_whether_it_starts if {
	observations := rule.observations with input as {"host": _host({"enabled": _unread, "running": _known(true)})}
	{o.status | some o in observations} == {"unknown"}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"time_sync": {"flag": "not-collected"}}}
}
