package policies.host.ssh.alive_interval_test

import data.policies.host.ssh.alive_interval as rule

_known(value) := {"value": value, "at": {"file": "/etc/ssh/sshd_config", "line": 1}}

_unread := {"unknown": "permission denied", "at": {"file": "/etc/ssh/sshd_config"}}

cases := {
	"at the limit": {"server": {"client_alive_interval_seconds": _known(900)}, "want": "pass"},
	"above it": {"server": {"client_alive_interval_seconds": _known(901)}, "want": "fail"},
	"off": {"server": {"client_alive_interval_seconds": _known(0)}, "want": "fail"},
	"another limit": {"server": {"client_alive_interval_seconds": _known(901)}, "want": "pass", "parameters": {"max": 901}},
	"not readable": {"server": {"client_alive_interval_seconds": _unread}, "want": "unknown"},
}

_host(server) := {"sshd": {"flag": "complete", "data": {"servers": [object.union({"id": "sshd"}, server)]}}}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": _host(case.server)}
		with data.parameters as {"host.ssh.alive_interval": object.union({"max": 900}, object.get(case, "parameters", {}))}
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"sshd": {"flag": "not-collected"}}}
		with data.parameters as {"host.ssh.alive_interval": {"max": 900}}
}
