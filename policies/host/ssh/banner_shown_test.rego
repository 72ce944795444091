package policies.host.ssh.banner_shown_test

import data.policies.host.ssh.banner_shown as rule

_known(value) := {"value": value, "at": {"file": "/etc/ssh/sshd_config", "line": 1}}

_unread := {"unknown": "permission denied", "at": {"file": "/etc/ssh/sshd_config"}}

cases := {
	"a text": {"server": {"banner_file": _known("shown")}, "want": "pass"},
	"none": {"server": {"banner_file": _known("none")}, "want": "fail"},
	"missing": {"server": {"banner_file": _known("missing")}, "want": "fail"},
	"empty": {"server": {"banner_file": _known("empty")}, "want": "fail"},
	"not readable": {"server": {"banner_file": _unread}, "want": "unknown"},
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
