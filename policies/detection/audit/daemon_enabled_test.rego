package policies.detection.audit.daemon_enabled_test

import data.policies.detection.audit.daemon_enabled as rule

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

cases := {
	"on": {"given": {}, "want": {"pass"}},
	"not installed": {"given": {"installed": _is(false), "enabled": _is(false)}, "want": {"fail"}},
	"a container": {"given": {"installed": _is(false), "kernels": _is([])}, "want": {"not-applicable"}},
	"a container with auditd that is off": {"given": {"enabled": _is(false), "kernels": _is([])}, "want": {"fail"}},
	"off": {"given": {"enabled": _is(false)}, "want": {"fail"}},
	"stopped": {"given": {"running": _is(false)}, "want": {"fail"}},
	"not readable": {"given": {"installed": _unread, "enabled": _unread}, "want": {"unknown"}},
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
	"kernels": _is(["6.1.0-50-amd64"]), "watches": [_watch("/etc/passwd", "wa"), _watch("/etc/sudoers", "wa")],
}

_watch(path, permissions) := {"id": path, "path": path, "permissions": permissions, "at": _at}

_input(change) := {"host": {"auditd": {"flag": "complete", "data": _with(_auditd, change)}}}

# A union would merge the facts themselves.
_with(base, change) := object.union(object.remove(base, object.keys(change)), change)
