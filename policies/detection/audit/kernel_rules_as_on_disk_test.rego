package policies.detection.audit.kernel_rules_as_on_disk_test

import data.policies.detection.audit.kernel_rules_as_on_disk as rule

cases := {
	"the same": {"given": _is([]), "want": {"pass"}},
	"one is missing": {"given": _is(["not loaded: -w /etc/passwd -p wa"]), "want": {"fail"}},
	"many are missing": {"given": _is(["1", "2", "3", "4", "5", "6"]), "want": {"fail"}},
	"a tree": {"given": _unread, "want": {"unknown"}},
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

_input(drift) := {"host": {"audit_coverage": {"flag": "complete", "data": {"drift": drift}}}}
