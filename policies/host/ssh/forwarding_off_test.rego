package policies.host.ssh.forwarding_off_test

import data.policies.host.ssh.forwarding_off as rule

_known(value) := {"value": value, "at": {"file": "/etc/ssh/sshd_config", "line": 1}}

_unread := {"unknown": "permission denied", "at": {"file": "/etc/ssh/sshd_config"}}

cases := {
	"each kind off": {"server": {"x11_forwarding": _known(false), "allow_agent_forwarding": _known("no"), "allow_tcp_forwarding": _known("no"), "allow_stream_local_forwarding": _known("no"), "disable_forwarding": _known(false)}, "want": "pass"},
	"all on": {"server": {"x11_forwarding": _known(true), "allow_agent_forwarding": _known("yes"), "allow_tcp_forwarding": _known("local"), "allow_stream_local_forwarding": _known("yes"), "disable_forwarding": _known(false)}, "want": "fail"},
	"all on and disabled": {"server": {"x11_forwarding": _known(true), "allow_agent_forwarding": _known("yes"), "allow_tcp_forwarding": _known("local"), "allow_stream_local_forwarding": _known("yes"), "disable_forwarding": _known(true)}, "want": "pass"},
	"declared": {"server": {"x11_forwarding": _known(true), "allow_agent_forwarding": _known("yes"), "allow_tcp_forwarding": _known("local"), "allow_stream_local_forwarding": _known("yes"), "disable_forwarding": _known(false)}, "want": "pass", "parameters": {"allowed": ["x11", "agent", "tcp", "streamlocal"]}},
	"not readable": {"server": {"x11_forwarding": _unread, "allow_agent_forwarding": _unread, "allow_tcp_forwarding": _unread, "allow_stream_local_forwarding": _unread, "disable_forwarding": _unread}, "want": "unknown"},
}

_host(server) := {"sshd": {"flag": "complete", "data": {"servers": [object.union({"id": "sshd"}, server)]}}}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": _host(case.server)}
		with data.parameters as {"host.ssh.forwarding_off": object.union({"allowed": []}, object.get(case, "parameters", {}))}
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"sshd": {"flag": "not-collected"}}}
		with data.parameters as {"host.ssh.forwarding_off": {"allowed": []}}
}
