package policies.host.ssh.log_level_test

import data.policies.host.ssh.log_level as rule

_known(value) := {"value": value, "at": {"file": "/etc/ssh/sshd_config", "line": 1}}

_unread := {"unknown": "permission denied", "at": {"file": "/etc/ssh/sshd_config"}}

cases := {
	"the default": {"server": {"log_level": _known("INFO")}, "want": "pass"},
	"more": {"server": {"log_level": _known("VERBOSE")}, "want": "pass"},
	"quiet": {"server": {"log_level": _known("QUIET")}, "want": "fail"},
	"debug": {"server": {"log_level": _known("DEBUG3")}, "want": "fail"},
	"not readable": {"server": {"log_level": _unread}, "want": "unknown"},
}

_host(server) := {"sshd": {"flag": "complete", "data": {"servers": [object.union({"id": "sshd"}, server)]}}}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": _host(case.server)}
	{o.status | some o in observations} == {case.want}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"sshd": {"flag": "not-collected"}}}
}
