package policies.detection.time.chrony_unprivileged_test

import data.policies.detection.time.chrony_unprivileged as rule

_known(value) := {"value": value, "at": {"file": "/etc/chrony/chrony.conf", "line": 1}}

_unread := {"unknown": "permission denied", "at": {"file": "/etc/chrony/chrony.conf"}}

_host(daemon) := {"time_sync": {"flag": "complete", "data": {"daemons": [object.union({"id": "chrony", "enabled": _known(true)}, daemon)]}}}

_status(user) := status if {
	status := {o.status | some o in rule.observations} with input as {"host": _host({"user": user})}
		with data.parameters as {"detection.time.chrony_unprivileged": {"users": ["_chrony", "chrony"]}}
}

test_its_own_user_passes if _status(_known("_chrony")) == {"pass"}

test_root_fails if _status(_known("root")) == {"fail"}

test_not_readable if _status(_unread) == {"unknown"}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"time_sync": {"flag": "not-collected"}}}
		with data.parameters as {"detection.time.chrony_unprivileged": {"users": ["_chrony"]}}
}
