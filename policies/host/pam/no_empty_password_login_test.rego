package policies.host.pam.no_empty_password_login_test

import data.policies.host.pam.no_empty_password_login as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

_host(type, reached, arguments) := {"pam": {"flag": "complete", "data": {"lines": [{
	"id": "x", "type": type, "module": "pam_unix", "at": _at, "reached_in": reached, "arguments": arguments,
}]}}}

cases := {
	"without": {"host": _host("auth", ["sshd"], ["try_first_pass"]), "want": {"x": "pass"}},
	"nullok": {"host": _host("auth", ["sshd"], ["nullok"]), "want": {"x": "fail"}},
	"the old word of Debian": {"host": _host("auth", ["sshd"], ["nullok_secure"]), "want": {"x": "fail"}},
	"nullresetok is another word": {"host": _host("auth", ["sshd"], ["nullresetok"]), "want": {"x": "pass"}},
	"never reached": {"host": _host("auth", [], ["nullok"]), "want": {}},
	"session": {"host": _host("session", ["sshd"], ["nullok"]), "want": {}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host}
		with data.parameters as {"host.pam.no_empty_password_login": object.union({"types": ["auth", "password"]}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}} with data.parameters as {"host.pam.no_empty_password_login": {"types": ["auth", "password"]}}
}
