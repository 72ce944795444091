package policies.host.accounts.inactive_default_test

import data.policies.host.accounts.inactive_default as rule

_at := {"file": "/x", "line": 1}

_over(base, more) := object.union(object.remove(base, object.keys(more)), more)

_fact(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

_useradd(days) := {"useradd": {"flag": "complete", "data": {"inactive_days": days}}}

cases := {
	"a month": {"host": _useradd(_fact(30)), "want": {"/etc/default/useradd": "pass"}},
	"never": {"host": _useradd(_fact(-1)), "want": {"/etc/default/useradd": "fail"}},
	"too long": {"host": _useradd(_fact(90)), "want": {"/etc/default/useradd": "fail"}},
	"not readable": {"host": _useradd(_unread), "want": {"/etc/default/useradd": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host} with data.parameters as {"host.accounts.inactive_default": object.union({"max_days": 45}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"useradd": {"flag": "not-collected"}}} with data.parameters as {"host.accounts.inactive_default": {"max_days": 45}}
}
