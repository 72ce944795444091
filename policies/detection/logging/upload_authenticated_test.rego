package policies.detection.logging.upload_authenticated_test

import data.policies.detection.logging.upload_authenticated as rule

cases := {
	"all": {"given": {}, "want": {"pass"}},
	"in the clear": {"given": {"url": _is("http://loghost")}, "want": {"pass", "fail"}},
	"no key": {"given": {"key": _is("")}, "want": {"pass", "fail"}},
	"no check": {"given": {"authorities": _is("-")}, "want": {"pass", "fail"}},
	"not in use": {"given": {"url": _is(""), "enabled": _is(false)}, "want": set()},
	"not known whether it starts": {"given": {"url": _is(""), "enabled": _unread}, "want": {"unknown"}},
	"not known who is in charge": {"given": {"system": _unread}, "want": {"unknown"}},
	"not known who is in charge, and not installed": {"given": {"system": _unread, "installed": _is(false)}, "want": set()},
	"rsyslog": {"given": {"system": _is("rsyslog")}, "want": set()},
	"not readable": {"given": {"url": _unread, "key": _unread, "certificate": _unread, "authorities": _unread}, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given) with data.parameters as {"detection.logging.upload_authenticated": {"system": "auto"}}
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}} with data.parameters as {"detection.logging.upload_authenticated": {"system": "auto"}}
}

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

# A union would merge the facts themselves.
_with(base, change) := object.union(object.remove(base, object.keys(change)), change)

_input(change) := {"host": {"logging": {"flag": "complete", "data": {"system": object.get(change, "system", _is("journald")), "upload": _with({"installed": _is(true), "enabled": _is(true), "running": _unread, "url": _is("https://loghost"), "key": _is("/k"), "certificate": _is("/c"), "authorities": _is("/ca")}, object.remove(change, ["system"]))}}}}
