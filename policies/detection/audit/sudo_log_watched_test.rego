package policies.detection.audit.sudo_log_watched_test

import data.policies.detection.audit.sudo_log_watched as rule

cases := {
	"recorded": {"given": {"covered": _is(true)}, "want": {"pass"}},
	"missing": {"given": {"covered": _is(false)}, "want": {"fail"}},
	"not readable": {"given": {"covered": _unread}, "want": {"unknown"}},
	"gone": {"given": {"covered": _is(false), "in_scope": false, "why_out": "it does not exist"}, "want": {"not-applicable"}},
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

_event := {"id": "x", "topic": "sudo-log", "subject": "/usr/bin/su", "in_scope": true, "why_out": "", "detail": "no rule records it", "covering": []}

_input(change) := {"host": {
	"audit_coverage": {"flag": "complete", "data": {"events": [object.union(_event, change)]}},
	"sudo": {"flag": "complete", "data": {"settings": [{"id": "logfile", "value": _is("/var/log/sudo.log")}]}},
}}
