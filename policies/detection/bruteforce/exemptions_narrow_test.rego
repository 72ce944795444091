package policies.detection.bruteforce.exemptions_narrow_test

import data.policies.detection.bruteforce.exemptions_narrow as rule

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

cases := {
	"a /24": {"given": _is(8), "want": {"pass"}},
	"a /8": {"given": _is(24), "want": {"fail"}},
	"everything": {"given": _is(32), "want": {"fail"}},
	"not readable": {"given": _unread, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given) with data.parameters as {"detection.bruteforce.exemptions_narrow": {"max_free_bits": 8}}
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}} with data.parameters as {"detection.bruteforce.exemptions_narrow": {"max_free_bits": 8}}
}

_input(fact) := {"host": {"fail2ban": {"flag": "complete", "data": {"jails": [{"id": "sshd", "enabled": _is(true), "widest_ignored_prefix_bits": fact}]}}}}
