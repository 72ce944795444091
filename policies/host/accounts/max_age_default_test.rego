package policies.host.accounts.max_age_default_test

import data.policies.host.accounts.max_age_default as rule

_at := {"file": "/x", "line": 1}

_over(base, more) := object.union(object.remove(base, object.keys(more)), more)

_fact(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

_defs(more) := {"login_defs": {"flag": "complete", "data": more}}

cases := {
	"as wanted": {"host": _defs({"pass_max_days": _fact(365)}), "want": {"login.defs": "pass"}},
	"never or not set": {"host": _defs({"pass_max_days": _fact(99999)}), "want": {"login.defs": "fail"}},
	"set to -1": {"host": _defs({"pass_max_days": _fact(-1)}), "want": {"login.defs": "fail"}},
	"no number": {"host": _defs({"pass_max_days": _unread}), "want": {"login.defs": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host} with data.parameters as {"host.accounts.max_age_default": object.union({"max_days": 365}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"login_defs": {"flag": "not-collected"}}} with data.parameters as {"host.accounts.max_age_default": {"max_days": 365}}
}
