package policies.host.ssh.max_sessions_test

import data.policies.host.ssh.max_sessions as rule

_known(value) := {"value": value, "at": {"file": "/etc/ssh/sshd_config", "line": 1}}

_unread := {"unknown": "permission denied", "at": {"file": "/etc/ssh/sshd_config"}}

cases := {
	"the default": {"server": {"max_sessions": _known(10)}, "want": "pass"},
	"none": {"server": {"max_sessions": _known(0)}, "want": "pass"},
	"more": {"server": {"max_sessions": _known(11)}, "want": "fail"},
	"not readable": {"server": {"max_sessions": _unread}, "want": "unknown"},
}

_host(server) := {"sshd": {"flag": "complete", "data": {"servers": [object.union({"id": "sshd"}, server)]}}}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": _host(case.server)}
		with data.parameters as {"host.ssh.max_sessions": object.union({"max": 10}, object.get(case, "parameters", {}))}
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"sshd": {"flag": "not-collected"}}}
		with data.parameters as {"host.ssh.max_sessions": {"max": 10}}
}
