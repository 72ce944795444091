package policies.host.accounts.max_age_root_test

import data.policies.host.accounts.max_age_root as rule

_at := {"file": "/x", "line": 1}

_over(base, more) := object.union(object.remove(base, object.keys(more)), more)

_fact(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

_ages(more) := {"password_ages": {"flag": "complete", "data": {"users": [_over({"id": "anna", "name": "anna", "uid": 1000, "usable": _fact(true), "max_days": _fact(90), "min_days": _fact(1), "warn_days": _fact(7), "inactive_days": _fact(30), "last_change_days_ago": _fact(10)}, more)]}}}

cases := {
	"ninety days": {"host": _ages({"uid": 0}), "want": {"user:anna": "pass"}},
	"never": {"host": _ages({"uid": 0, "max_days": _fact(-1)}), "want": {"user:anna": "fail"}},
	"people are another rule's": {"host": _ages({"max_days": _fact(-1)}), "want": {}},
	"not readable": {"host": _ages({"usable": _unread, "max_days": _unread, "uid": 0}), "want": {"user:anna": "unknown"}},
	"no usable password": {"host": _ages({"usable": _fact(false), "max_days": _fact(-1), "uid": 0}), "want": {}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host} with data.parameters as {"host.accounts.max_age_root": object.union({"max_days": 365}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"password_ages": {"flag": "not-collected"}}} with data.parameters as {"host.accounts.max_age_root": {"max_days": 365}}
}
