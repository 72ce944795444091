package policies.detection.logging.log_system_chosen_test

import data.policies.detection.logging.log_system_chosen as rule

cases := {
	"a container": {"given": {"system": _is("container")}, "want": {"not-applicable"}},
	"rsyslog": {"given": {}, "want": {"pass"}},
	"the journal": {"given": {"system": _is("journald")}, "want": {"pass"}},
	"none": {"given": {"system": _is("none")}, "want": {"fail"}},
	"not readable": {"given": {"system": _unread}, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given) with data.parameters as {"detection.logging.log_system_chosen": {"system": "auto"}}
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}} with data.parameters as {"detection.logging.log_system_chosen": {"system": "auto"}}
}

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

# A union would merge the facts themselves.
_with(base, change) := object.union(object.remove(base, object.keys(change)), change)

_input(change) := {"host": {"logging": {"flag": "complete", "data": _with({"system": _is("rsyslog")}, change)}}}

test_another_is_asked_for if {
	some o in rule.observations with input as _input({}) with data.parameters as {"detection.logging.log_system_chosen": {"system": "journald"}}
	o.status == "fail"
}
