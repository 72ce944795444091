package policies.detection.bruteforce.banner_blocks_test

import data.policies.detection.bruteforce.banner_blocks as rule

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

cases := {
	"blocks": {"given": [_is(true), _is(true)], "want": {"pass"}},
	"no bouncer": {"given": [_is(true), _is(false)], "want": {"fail"}},
	"off": {"given": [_is(false), _is(false)], "want": {"fail"}},
	"not readable": {"given": [_is(true), _unread], "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given)
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}}
}

_input(facts) := {"host": {"ids": {"flag": "complete", "data": {"banners": [{"id": "crowdsec", "enabled": facts[0], "blocks": facts[1]}]}}}}
