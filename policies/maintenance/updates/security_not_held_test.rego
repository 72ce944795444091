package policies.maintenance.updates.security_not_held_test

import data.policies.maintenance.updates.security_not_held as rule

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

cases := {
	"none": {"given": {}, "want": {"pass"}},
	"held": {"given": {"updates": {"security_held": _is(1), "pending": [{"id": "x", "package": "x", "security": true, "held": true}]}}, "want": {"fail"}},
	"none by old lists": {"given": {"age": {"lists_age_days": _is(40)}}, "want": {"unknown"}},
	"held by old lists": {"given": {"age": {"lists_age_days": _is(40)}, "updates": {"security_held": _is(1), "pending": [{"id": "x", "package": "x", "security": true, "held": true}]}}, "want": {"fail"}},
	"no lists": {"given": {"updates": {"security_held": _unread}}, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given)
		with data.parameters as {"maintenance.updates.security_not_held": {"max_list_age_days": 7}}
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}}
}

_updates := {
	"lists_as_of": _is("2026-01-01T00:00:00Z"), "security_pending": _is(0), "security_held": _is(0), "security_lists": _is(true),
	"pending_count": _is(0), "pending": [], "unfinished": _is([]),
	"automatic": {
		"installed": _is(true), "lists_refreshed": _is(true), "upgrades": _is(true), "security_origin": _is(true),
		"timers_enabled": _is(true),
	},
	"reboot": {
		"required": _is(false), "kernel_current": _is(true), "packages": _is([]),
		"running_kernel": _is("6.1.0-1-amd64"), "newest_kernel": _is("6.1.0-2-amd64"),
	},
}

_age := {"lists_age_days": _is(1), "reboot_pending_days": _is(0)}

_input(change) := {"host": {
	"updates": {"flag": "complete", "data": _with(_updates, object.get(change, "updates", {}))},
	"update_age": {"flag": "complete", "data": _with(_age, object.get(change, "age", {}))},
}}

# A union would merge the facts themselves.
_with(base, change) := object.union(object.remove(base, object.keys(change)), change)
