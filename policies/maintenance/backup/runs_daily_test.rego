package policies.maintenance.backup.runs_daily_test

import data.policies.maintenance.backup.runs_daily as rule

cases := {
	"daily": {"given": [{}], "want": {"pass"}},
	"daily and fresh": {"given": [{"age": _is(20)}], "want": {"pass"}},
	"daily and stale": {"given": [{"age": _is(49.5)}], "want": {"fail"}},
	"weekly": {"given": [{"interval_hours": _is(168)}], "want": {"fail"}},
	"weekly beside daily": {"given": [{}, {"id": "borg", "interval_hours": _is(168)}], "want": {"pass", "not-applicable"}},
	"not at all": {"given": [{"scheduled": _is(false), "interval_hours": _unread}], "want": {"fail"}},
	"not configured": {"given": [{"configured": _is(false)}], "want": {"not-applicable"}},
	"none": {"given": [], "want": {"not-applicable"}},
	"the server decides": {"given": [{"scheduled": _unread, "interval_hours": _unread}], "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given) with data.parameters as {"maintenance.backup.runs_daily": {"max_interval_hours": 24, "max_age_hours": 48}}
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}} with data.parameters as {"maintenance.backup.runs_daily": {"max_interval_hours": 24, "max_age_hours": 48}}
}

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

# A union would merge the facts themselves.
_with(base, change) := object.union(object.remove(base, object.keys(change)), change)

_tool := {
	"id": "restic", "configured": _is(true), "remote": _is(true), "targets": [{"id": "sftp:vault", "kind": "remote", "at": _at}],
	"scheduled": _is(true), "interval_hours": _is(24), "at": _at,
}

_input(given) := {"host": {"backup": {"flag": "complete", "data": {"installed": _is(count(given) > 0), "tools": [_with(_tool, change) | some change in given]}}, "backup_age": {"flag": "complete", "data": {"runs": [{"id": object.get(change, "id", "restic"), "age_hours": object.get(change, "age", _unread)} | some change in given]}}}}
