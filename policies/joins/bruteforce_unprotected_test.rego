package policies.joins.bruteforce_unprotected_test

import data.policies.joins.bruteforce_unprotected as rule

_at := {"file": "x", "line": 1}

_yes := {"value": true, "at": _at}

_no := {"value": false, "at": _at}

_open := {"unknown": "not collected", "at": _at}
cases := {
	"open, passwords, nothing stops it": {"want": "fail"},
	"closed": {"host": {"ssh_from_internet": _no}, "want": "pass"},
	"keys only": {"host": {"ssh_passwords": _no}, "want": "pass"},
	"locked out": {"host": {"guessing_stopped": _yes}, "want": "pass"},
	"people mistype": {"host": {"failed_logins": {"value": 49, "at": _at}}, "want": "pass"},
	"no log": {"host": {"failed_logins": _open}, "want": "unknown"},
	"no log, but closed": {"host": {"failed_logins": _open, "ssh_from_internet": _no}, "want": "pass"},
	"guards not readable": {"host": {"guessing_stopped": _open}, "want": "unknown"},
}

_parameters := {"joins.bruteforce_unprotected": {"failures": 50}}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _estate(case) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"estate": {"hosts": {"flag": "not-collected"}}}
}

_estate(case) := {"estate": {"hosts": {"flag": "complete", "data": {"hosts": [_with(
	{
		"id": "host:web01",
		"name": "web01",
		"at": _at,
		"ssh_from_internet": _yes,
		"ssh_detail": "sshd on port 22 is open to the internet",
		"ssh_passwords": _yes,
		"guessing_stopped": _no,
		"failed_logins": {"value": 50, "at": _at},
	},
	object.get(case, "host", {}),
)]}}}}

# Replaces whole properties: object.union alone would merge a known fact with an unknown one.
_with(base, over) := object.union(object.remove(base, object.keys(over)), over)
