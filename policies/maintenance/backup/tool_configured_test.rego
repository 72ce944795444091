package policies.maintenance.backup.tool_configured_test

import data.policies.maintenance.backup.tool_configured as rule

cases := {
	"configured": {"given": [{}], "want": {"pass"}},
	"installed only": {"given": [{"configured": _is(false), "targets": []}], "want": {"fail"}},
	"one of two": {"given": [{}, {"id": "rsnapshot", "configured": _is(false), "targets": []}], "want": {"pass", "not-applicable"}},
	"none": {"given": [], "want": {"fail"}},
	"by an agent": {"given": [{"targets": []}], "want": {"pass"}},
	"not readable": {"given": [{"configured": _unread, "targets": []}], "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given)
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}}
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

_input(given) := {"host": {"backup": {"flag": "complete", "data": {"installed": _is(count(given) > 0), "tools": [_with(_tool, change) | some change in given]}}}}
