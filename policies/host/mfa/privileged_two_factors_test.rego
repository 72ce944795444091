package policies.host.mfa.privileged_two_factors_test

import data.policies.host.mfa.privileged_two_factors as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

_host(token, login) := {"login_factors": {"flag": "complete", "data": {"escalations": [{
	"id": "sudo", "token_asked": _fact(token), "every_login_has_two_factors": _fact(login),
}]}}}

cases := {
	"sudo asks": {"host": _host(true, false), "want": {"sudo": "pass"}},
	"the login asked": {"host": _host(false, true), "want": {"sudo": "pass"}},
	"nobody asks": {"host": _host(false, false), "want": {"sudo": "fail"}},
	"not known": {"host": _host(false, "?"), "want": {"sudo": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}}
}
