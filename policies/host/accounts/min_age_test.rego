package policies.host.accounts.min_age_test

import data.policies.host.accounts.min_age as rule

_at := {"file": "/x", "line": 1}

_over(base, more) := object.union(object.remove(base, object.keys(more)), more)

_fact(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

_ages(more) := {"password_ages": {"flag": "complete", "data": {"users": [_over({"id": "anna", "name": "anna", "uid": 1000, "usable": _fact(true), "max_days": _fact(90), "min_days": _fact(1), "warn_days": _fact(7), "inactive_days": _fact(30), "last_change_days_ago": _fact(10)}, more)]}}}

cases := {
	"a day": {"host": _ages({}), "want": {"user:anna": "pass"}},
	"none": {"host": _ages({"min_days": _fact(0)}), "want": {"user:anna": "fail"}},
	"accepted by parameter": {"host": _ages({"min_days": _fact(0)}), "want": {"user:anna": "pass"}, "parameters": {"min_days": 0}},
	"not readable": {"host": _ages({"usable": _unread, "min_days": _unread}), "want": {"user:anna": "unknown"}},
	"no usable password": {"host": _ages({"usable": _fact(false), "min_days": _fact(-1)}), "want": {}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host} with data.parameters as {"host.accounts.min_age": object.union({"min_days": 1}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"password_ages": {"flag": "not-collected"}}} with data.parameters as {"host.accounts.min_age": {"min_days": 1}}
}
