package policies.detection.time.servers_allowed_test

import data.policies.detection.time.servers_allowed as rule

_known(value) := {"value": value, "at": {"file": "/etc/chrony/chrony.conf", "line": 1}}

_unread := {"unknown": "permission denied", "at": {"file": "/etc/chrony/chrony.conf"}}

_host(daemon) := {"time_sync": {"flag": "complete", "data": {"daemons": [object.union(object.remove({"id": "chrony", "enabled": _known(true)}, object.keys(daemon)), daemon)]}}}

_status(servers, allowed) := status if {
	status := {o.status | some o in rule.observations} with input as {"host": _host({"servers": servers})}
		with data.parameters as {"detection.time.servers_allowed": {"allowed": allowed}}
}

test_allowed_passes if _status(_known(["ntp1.corp", "PHC"]), ["*.corp"]) == {"pass"}

test_a_foreign_server_fails if _status(_known(["ntp1.corp", "pool.ntp.org"]), ["ntp1.corp"]) == {"fail"}

test_without_a_list_it_does_not_apply if _status(_known(["pool.ntp.org"]), []) == {"not-applicable"}

test_not_readable if _status(_unread, ["ntp1.corp"]) == {"unknown"}

test_unknown_where_it_is_not_known_whether_it_starts if {
	observations := rule.observations with input as {"host": _host({"enabled": _unread, "servers": _known(["ntp1.corp"])})}
		with data.parameters as {"detection.time.servers_allowed": {"allowed": ["ntp1.corp"]}}
	{o.status | some o in observations} == {"unknown"}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"time_sync": {"flag": "not-collected"}}}
		with data.parameters as {"detection.time.servers_allowed": {"allowed": []}}
}
