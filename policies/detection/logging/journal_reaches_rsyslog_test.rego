package policies.detection.logging.journal_reaches_rsyslog_test

import data.policies.detection.logging.journal_reaches_rsyslog as rule

cases := {
	"forwarded": {"given": {}, "want": {"pass"}},
	"read": {"given": {"journal_forward_to_syslog": _is(false), "local_inputs": _is(["imjournal"])}, "want": {"pass"}},
	"neither": {"given": {"journal_forward_to_syslog": _is(false)}, "want": {"fail"}},
	"the journal alone": {"given": {"system": _is("journald")}, "want": {"not-applicable"}},
	"not readable": {"given": {"journal_forward_to_syslog": _unread, "local_inputs": _unread}, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given) with data.parameters as {"detection.logging.journal_reaches_rsyslog": {"system": "auto"}}
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}} with data.parameters as {"detection.logging.journal_reaches_rsyslog": {"system": "auto"}}
}

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

# A union would merge the facts themselves.
_with(base, change) := object.union(object.remove(base, object.keys(change)), change)

_input(change) := {"host": {"logging": {"flag": "complete", "data": _with({"system": _is("rsyslog"), "journal_forward_to_syslog": _is(true), "local_inputs": _is(["imuxsock"])}, change)}}}
