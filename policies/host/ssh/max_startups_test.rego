package policies.host.ssh.max_startups_test

import data.policies.host.ssh.max_startups as rule

_known(value) := {"value": value, "at": {"file": "/etc/ssh/sshd_config", "line": 1}}

_unread := {"unknown": "permission denied", "at": {"file": "/etc/ssh/sshd_config"}}

cases := {
	"as asked": {"server": {"max_startups": _known("10:30:60")}, "want": "pass"},
	"stricter in all": {"server": {"max_startups": _known("5:50:20")}, "want": "pass"},
	"the default": {"server": {"max_startups": _known("10:30:100")}, "want": "fail"},
	"a low rate": {"server": {"max_startups": _known("10:10:60")}, "want": "fail"},
	"a late start": {"server": {"max_startups": _known("20:30:60")}, "want": "fail"},
	"looser is accepted": {"server": {"max_startups": _known("10:30:100")}, "want": "pass", "parameters": {"accepted": "10:30:100"}},
	"not readable": {"server": {"max_startups": _unread}, "want": "unknown"},
}

_host(server) := {"sshd": {"flag": "complete", "data": {"servers": [object.union({"id": "sshd"}, server)]}}}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": _host(case.server)}
		with data.parameters as {"host.ssh.max_startups": object.union({"accepted": "10:30:60"}, object.get(case, "parameters", {}))}
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"sshd": {"flag": "not-collected"}}}
		with data.parameters as {"host.ssh.max_startups": {"accepted": "10:30:60"}}
}
