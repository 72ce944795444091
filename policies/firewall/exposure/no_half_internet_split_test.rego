package policies.firewall.exposure.no_half_internet_split_test

import data.policies.firewall.exposure.no_half_internet_split as rule

_at := {"file": "rules.v4", "line": 3}

_unknown := {"unknown": "not told", "at": _at}

_known(value) := {"value": value, "at": _at}

cases := {
	"closed": {"fact": _known("none"), "split": false, "want": "pass"},
	"open by one rule": {"fact": _known("internet"), "split": false, "want": "pass"},
	"open in halves": {"fact": _known("internet"), "split": true, "want": "fail"},
	"in doubt": {"fact": _unknown, "split": false, "want": "unknown"},
	"in doubt, and a few addresses at most": {"fact": _unknown, "most": "partner", "split": false, "want": "pass"},
}

test_status[note] if {
	some note, case in cases
	ranges := [_range("ipv4:tcp/22", case.fact, object.get(case, "most", "internet"), case.split)]
	observations := rule.observations with input as {"firewall": {"exposure": {"flag": "complete", "data": {
		"ranges": ranges,
		"points": [
			{"id": "sg-1 web", "kind": "security-group", "at": _at, "ranges": ranges},
			{"id": "acl-1", "kind": "network-acl", "at": _at, "ranges": ranges},
		],
	}}}}
	{[o.subject, o.status] | some o in observations} == {["ipv4:tcp", case.want], ["sg-1 web", case.want]}
}

test_all_ports_of_a_protocol_are_one_subject if {
	observations := rule.observations with input as {"firewall": {"exposure": {"flag": "complete", "data": {"ranges": [
		_range("ipv4:tcp/22", _known("internet"), "internet", true),
		_range("ipv4:tcp/23", _unknown, "internet", false),
		_range("ipv4:tcp/8443", _known("internet"), "internet", true),
	]}}}}
	{[o.subject, o.status, o.message] | some o in observations} == {[
		"ipv4:tcp",
		"fail",
		# regal ignore:line-length
		"accepted in pieces: ipv4:tcp/22 from 100 % of all public addresses; ipv4:tcp/8443 from 100 % of all public addresses",
	]}
}

test_a_point_that_nothing_reaches_passes if {
	observations := rule.observations with input as {"firewall": {"exposure": {"flag": "complete", "data": {
		"ranges": [],
		"points": [{"id": "sg-1 web", "kind": "security-group", "at": _at, "ranges": []}],
	}}}}
	{[o.subject, o.status] | some o in observations} == {["sg-1 web", "pass"]}
}

_range(id, reach, most, is_split) := {
	"id": id,
	"family": "ipv4",
	"protocol": "tcp",
	"reach": reach,
	"at_most": most,
	"split": is_split,
	"percent": 100,
	"decided_by": [{"at": _at, "text": "-s 0.0.0.0/1 -j ACCEPT"}],
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"exposure": {"flag": "not-collected"}, "rule_facts": {"flag": "not-collected"}}}
}
