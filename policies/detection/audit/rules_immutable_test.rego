package policies.detection.audit.rules_immutable_test

import data.policies.detection.audit.rules_immutable as rule

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

cases := {
	"immutable": {"given": {}, "want": {"pass"}},
	"no rules": {"given": {"rules": _is(0)}, "want": {"fail"}},
	"changeable": {"given": {"immutable": _is(false)}, "want": {"fail"}},
	"no auditd": {"given": {"installed": _is(false), "rules": _is(0), "immutable": _is(false)}, "want": {"not-applicable"}},
	"not readable": {"given": {"rules": _unread, "immutable": _unread}, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given)
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}}
}

_auditd := {
	"installed": _is(true), "enabled": _is(true), "running": _unread, "rules": _is(12), "immutable": _is(true),
	"watches": [_watch("/etc/passwd", "wa"), _watch("/etc/sudoers", "wa")],
}

_watch(path, permissions) := {"id": path, "path": path, "permissions": permissions, "at": _at}

_input(change) := {"host": {"auditd": {"flag": "complete", "data": _with(_auditd, change)}}}

# A union would merge the facts themselves.
_with(base, change) := object.union(object.remove(base, object.keys(change)), change)
