package policies.detection.audit.plugins_installed_test

import data.policies.detection.audit.plugins_installed as rule

cases := {
	"there": {"given": [{"name": "audispd-plugins", "at": _at}], "want": {"pass"}},
	"not there": {"given": [{"name": "auditd", "at": _at}], "want": {"fail"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given) with data.parameters as {"detection.audit.plugins_installed": {"packages": ["audispd-plugins"]}}
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}} with data.parameters as {"detection.audit.plugins_installed": {"packages": ["audispd-plugins"]}}
}

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

# A union would merge the facts themselves.
_with(base, change) := object.union(object.remove(base, object.keys(change)), change)

_input(packages) := {"host": {
	"auditd": {"flag": "complete", "data": {"installed": _is(true)}},
	"packages": {"flag": "complete", "data": {"manager": "dpkg", "packages": packages}},
}}

test_not_without_auditd if {
	count(rule.observations) == 0 with input as {"host": {"auditd": {"data": {"installed": _is(false)}}, "packages": {"data": {"manager": "dpkg", "packages": []}}}}
}

test_unread_is_left_to_the_daemon_rule if {
	count(rule.observations) == 0 with input as {"host": {"auditd": {"data": {"installed": _unread}}, "packages": {"data": {"manager": "dpkg", "packages": []}}}}
}
