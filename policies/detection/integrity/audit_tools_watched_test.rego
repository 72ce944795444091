package policies.detection.integrity.audit_tools_watched_test

import data.policies.detection.integrity.audit_tools_watched as rule

cases := {
	"by a hash": {"given": _is(["p", "sha512"]), "want": {"pass"}},
	"by a weak hash": {"given": _is(["p", "md5"]), "want": {"fail"}},
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
	"aide": {"watched": [{"id": "/usr/sbin/auditctl", "attributes": attributes}], "reports_to": _is([])},
}}}}

test_not_without_aide if {
	count(rule.observations) == 0 with input as {"host": {"integrity": {"data": {"tools": [], "aide": {"watched": [{"id": "/usr/sbin/auditctl", "attributes": _is([])}]}}}}}
}
