package policies.host.mfa.no_tokenless_login_test

import data.policies.host.mfa.no_tokenless_login as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

_host(nullok) := {"pam": {"flag": "complete", "data": {"second_factors": [{"id": "pam_oath /etc/pam.d/sshd", "nullok": _fact(nullok)}]}}}

cases := {
	"without": {"host": _host(false), "want": {"pam_oath /etc/pam.d/sshd": "pass"}},
	"nullok": {"host": _host(true), "want": {"pam_oath /etc/pam.d/sshd": "fail"}},
	"not readable": {"host": _host("?"), "want": {"pam_oath /etc/pam.d/sshd": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}}
}
