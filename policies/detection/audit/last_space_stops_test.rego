package policies.detection.audit.last_space_stops_test

import data.policies.detection.audit.last_space_stops as rule

cases := {
	"halt, no mail": {"given": {}, "want": {"pass", "not-applicable"}},
	"suspend": {"given": {"admin_space_left_action": _is("suspend")}, "want": {"fail", "not-applicable"}},
	"mail to root": {"given": {"space_left_action": _is("email")}, "want": {"pass"}},
	"mail to nobody": {"given": {"space_left_action": _is("email"), "action_mail_acct": _is("")}, "want": {"pass", "fail"}},
	"not readable": {"given": {"admin_space_left_action": _unread, "space_left_action": _unread, "action_mail_acct": _unread}, "want": {"unknown"}},
	"no auditd": {"given": {"installed": _is(false)}, "want": {"not-applicable"} - {"not-applicable"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given) with data.parameters as {"detection.audit.last_space_stops": {"actions": ["single", "halt"]}}
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}} with data.parameters as {"detection.audit.last_space_stops": {"actions": ["single", "halt"]}}
}

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

# A union would merge the facts themselves.
_with(base, change) := object.union(object.remove(base, object.keys(change)), change)

_input(change) := {"host": {"auditd": {"flag": "complete", "data": _with({"installed": _is(true), "admin_space_left_action": _is("halt"), "space_left_action": _is("syslog"), "action_mail_acct": _is("root")}, change)}}}
