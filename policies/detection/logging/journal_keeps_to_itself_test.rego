package policies.detection.logging.journal_keeps_to_itself_test

import data.policies.detection.logging.journal_keeps_to_itself as rule

cases := {
	"off": {"given": {"journal_forward_to_syslog": _is(false)}, "want": {"pass"}},
	"on": {"given": {}, "want": {"fail"}},
	"rsyslog": {"given": {"system": _is("rsyslog")}, "want": {"not-applicable"}},
	"not readable": {"given": {"journal_forward_to_syslog": _unread}, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given) with data.parameters as {"detection.logging.journal_keeps_to_itself": {"system": "auto"}}
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}} with data.parameters as {"detection.logging.journal_keeps_to_itself": {"system": "auto"}}
}

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

# A union would merge the facts themselves.
_with(base, change) := object.union(object.remove(base, object.keys(change)), change)

_input(change) := {"host": {"logging": {"flag": "complete", "data": _with({"system": _is("journald"), "journal_forward_to_syslog": _is(true)}, change)}}}
