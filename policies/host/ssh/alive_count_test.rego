package policies.host.ssh.alive_count_test

import data.policies.host.ssh.alive_count as rule

_known(value) := {"value": value, "at": {"file": "/etc/ssh/sshd_config", "line": 1}}

_unread := {"unknown": "permission denied", "at": {"file": "/etc/ssh/sshd_config"}}

cases := {
	"at the limit": {"server": {"client_alive_count_max": _known(3)}, "want": "pass"},
	"above it": {"server": {"client_alive_count_max": _known(4)}, "want": "fail"},
	"off": {"server": {"client_alive_count_max": _known(0)}, "want": "fail"},
	"another limit": {"server": {"client_alive_count_max": _known(4)}, "want": "pass", "parameters": {"max": 4}},
	"not readable": {"server": {"client_alive_count_max": _unread}, "want": "unknown"},
}

_host(server) := {"sshd": {"flag": "complete", "data": {"servers": [object.union({"id": "sshd"}, server)]}}}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": _host(case.server)}
		with data.parameters as {"host.ssh.alive_count": object.union({"max": 3}, object.get(case, "parameters", {}))}
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"sshd": {"flag": "not-collected"}}}
		with data.parameters as {"host.ssh.alive_count": {"max": 3}}
}
