package policies.detection.integrity.access_lists_watched_test

import data.policies.detection.integrity.access_lists_watched as rule

cases := {
	"both": {"given": _is(["acl", "xattrs"]), "want": {"pass"}},
	"one": {"given": _is(["acl"]), "want": {"fail"}},
	"not at all": {"given": _is([]), "want": {"fail"}},
	"not readable": {"given": _unread, "want": {"unknown"}},
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

_input(attributes) := {"host": {"integrity": {"flag": "complete", "data": {
	"tools": [{"id": "aide"}],
	"aide": {"watched": [{"id": "/etc/passwd", "attributes": attributes}], "reports_to": _is([])},
}}}}
