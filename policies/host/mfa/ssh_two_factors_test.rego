package policies.host.mfa.ssh_two_factors_test

import data.policies.host.mfa.ssh_two_factors as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

_host(routes) := {"login_factors": {"flag": "complete", "data": {"ssh_routes": [
{"id": $"sshd {name}", "server": "sshd", "methods": name, "two_factors": _fact(two)} |
	some name, two in routes
]}}}

cases := {
	"two": {"host": _host({"publickey,password": true}), "want": {"sshd": "pass"}},
	"one of two ways": {"host": _host({"publickey,password": true, "publickey": false}), "want": {"sshd": "fail"}},
	"one is not known": {"host": _host({"publickey,password": true, "password": "?"}), "want": {"sshd": "unknown"}},
	"one fails and one is not known": {"host": _host({"publickey": false, "password": "?"}), "want": {"sshd": "fail"}},
	"nobody gets in": {"host": _host({}), "want": {}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}}
}
