package policies.host.pam.remote_identity_encrypted_test

import data.policies.host.pam.remote_identity_encrypted as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

_host(encrypted, checked, enabled, used) := {"remote_identity": {"flag": "complete", "data": {
	"used": _fact(used),
	"clients": [{"id": "sssd", "enabled": _fact(enabled), "at": _at}],
	"links": [{"id": "sssd corp", "encrypted": _fact(encrypted), "certificate_checked": _fact(checked), "at": _at}],
}}}

_want(encrypted, checked, enabled) := {"sssd corp encryption": encrypted, "sssd corp certificate": checked, "sssd at boot": enabled}

cases := {
	"good": {"host": _host(true, true, true, true), "want": _want("pass", "pass", "pass")},
	"in the clear": {"host": _host(false, true, true, true), "want": _want("fail", "pass", "pass")},
	"any certificate": {"host": _host(true, false, false, true), "want": _want("pass", "fail", "fail")},
	"not readable": {"host": _host("?", "?", "?", true), "want": _want("unknown", "unknown", "unknown")},
	"nobody asks it": {"host": _host(true, true, false, false), "want": {"sssd corp encryption": "pass", "sssd corp certificate": "pass"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}}
}
