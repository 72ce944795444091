package policies.host.ssh.gssapi_off_test

import data.policies.host.ssh.gssapi_off as rule

_known(value) := {"value": value, "at": {"file": "/etc/ssh/sshd_config", "line": 1}}

_unread := {"unknown": "permission denied", "at": {"file": "/etc/ssh/sshd_config"}}

cases := {
	"off": {"server": {"gssapi_authentication": _known(false)}, "want": "pass"},
	"on": {"server": {"gssapi_authentication": _known(true)}, "want": "fail"},
	"declared": {"server": {"gssapi_authentication": _known(true)}, "want": "pass", "parameters": {"kerberos": true}},
	"not readable": {"server": {"gssapi_authentication": _unread}, "want": "unknown"},
}

_host(server) := {"sshd": {"flag": "complete", "data": {"servers": [object.union({"id": "sshd"}, server)]}}}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": _host(case.server)}
		with data.parameters as {"host.ssh.gssapi_off": object.union({"kerberos": false}, object.get(case, "parameters", {}))}
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"sshd": {"flag": "not-collected"}}}
		with data.parameters as {"host.ssh.gssapi_off": {"kerberos": false}}
}
