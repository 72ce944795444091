package policies.host.pam.modules_current_test

import data.policies.host.pam.modules_current as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

_host(manager, names, count_known, pending) := {
	"packages": {"flag": "complete", "data": {
		"manager": manager,
		"packages": [{"id": name, "name": name, "version": "1.5.2-6", "at": _at} | some name in names],
	}},
	"updates": {"flag": "complete", "data": {
		"pending_count": _fact(count_known),
		"pending": [{"id": name, "package": name, "candidate": "1.5.2-6+deb12u1", "at": _at} | some name in pending],
	}},
}

cases := {
	"current": {"host": _host("dpkg", ["libpam-modules"], 0, []), "want": {"libpam-modules": "pass"}},
	"an update waits": {"host": _host("dpkg", ["libpam-modules"], 1, ["libpam-modules"]), "want": {"libpam-modules": "fail"}},
	"not installed": {"host": _host("dpkg", [], 0, []), "want": {"libpam-modules": "fail"}},
	"the optional one": {"host": _host("dpkg", ["libpam-modules", "libpam-pwquality"], 1, ["libpam-pwquality"]), "want": {"libpam-modules": "pass", "libpam-pwquality": "fail"}},
	"no lists": {"host": _host("dpkg", ["libpam-modules"], "?", []), "want": {"libpam-modules": "unknown"}},
	"apk": {"host": _host("apk", ["libpam-modules"], 0, []), "want": {}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host}
		with data.parameters as {"host.pam.modules_current": object.union({"packages": ["libpam-modules"], "when_installed": ["libpam-pwquality"]}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}} with data.parameters as {"host.pam.modules_current": {"packages": ["libpam-modules"], "when_installed": ["libpam-pwquality"]}}
}
