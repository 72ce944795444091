package policies.detection.audit.sudoers_watched_test

import data.policies.detection.audit.sudoers_watched as rule

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

cases := {
	"all watched": {"given": {"watches": [_watch("/etc/sudoers", "wa"), _watch("/etc/sudoers.d", "wa")]}, "want": {"pass"}},
	"by the folder": {"given": {"watches": [_watch("/etc", "rwxa")]}, "want": {"pass"}},
	"none watched": {"given": {"watches": []}, "want": {"fail"}},
	"only reads": {"given": {"watches": [_watch("/etc/sudoers", "r"), _watch("/etc/sudoers.d", "r")]}, "want": {"fail"}},
	"not readable": {"given": {"rules": _unread, "watches": []}, "want": {"unknown"}},
	"no auditd": {"given": {"installed": _is(false)}, "want": set()},
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
