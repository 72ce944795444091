package policies.host.pam.unix_in_every_stack_test

import data.policies.host.pam.unix_in_every_stack as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

_line(type, reached) := {"id": type, "type": type, "module": "pam_unix", "at": _at, "reached_in": reached}

_host(lines) := {"pam": {"flag": "complete", "data": {"lines": lines, "services": [
	{"id": "sshd", "auth": ["a"], "account": ["b"], "password": [], "session": []},
	{"id": "other", "auth": ["x"], "account": ["x"], "password": ["x"], "session": ["x"]},
]}}}

cases := {
	"all": {"host": _host([_line("auth", ["sshd"]), _line("account", ["sshd"])]), "want": {"auth": "pass", "account": "pass"}},
	"none in account": {"host": _host([_line("auth", ["sshd"])]), "want": {"auth": "pass", "account": "fail"}},
	"skipped": {"host": _host([_line("auth", ["other"]), _line("account", ["sshd"])]), "want": {"auth": "fail", "account": "pass"}},
	"only other services": {"host": _host([]), "parameters": {"services": ["login"]}, "want": {}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host}
		with data.parameters as {"host.pam.unix_in_every_stack": object.union({"services": ["sshd"]}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}} with data.parameters as {"host.pam.unix_in_every_stack": {"services": ["sshd"]}}
}
