package policies.firewall.exposure.no_wide_public_cidr_test

import data.policies.firewall.exposure.no_wide_public_cidr as rule

_at := {"file": "rules.v4", "line": 3}

_v4(text, bits) := {"text": text, "family": "ipv4", "bits": bits}

_v6(text, bits) := {"text": text, "family": "ipv6", "bits": bits}

cases := {
	"no range": {"ranges": [], "want": {["input", "pass"]}},
	"a /24": {"ranges": [_v4("203.0.114.0/24", 24)], "want": {["input", "pass"]}},
	"a /23": {"ranges": [_v4("203.0.114.0/23", 23)], "want": {["rule", "fail"]}},
	"half of the internet": {"ranges": [_v4("0.0.0.0/1", 1)], "want": {["rule", "fail"]}},
	"a /48": {"ranges": [_v6("2001:67c::/48", 48)], "want": {["input", "pass"]}},
	"a /32 of IPv6": {"ranges": [_v6("2001:67c::/32", 32)], "want": {["rule", "fail"]}},
	"one of two": {"ranges": [_v4("9.9.9.9", 32), _v4("9.0.0.0/8", 8)], "want": {["rule", "fail"]}},
	"one of the platform": {"ranges": [_v4("35.235.240.0/20", 20)], "want": {["input", "pass"]}},
}

_parameters := {"firewall.exposure.no_wide_public_cidr": {
	"ipv4_bits": 24,
	"ipv6_bits": 48,
	"ranges": ["35.235.240.0/20"],
}}

_input(ranges) := {"firewall": {"wide_sources": {"flag": "complete", "data": {"chains": [{
	"id": "input",
	"at": _at,
	"rules": [{"id": "rule", "text": "allow", "at": _at, "ranges": ranges}],
}]}}}}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.ranges)
		with data.parameters as _parameters
	{[o.subject, o.status] | some o in observations} == case.want
}

test_a_long_list_is_cut if {
	observations := rule.observations with input as _input([_v4(concat("", [text, ".0.0.0/8"]), 8) |
		some text in ["2", "3", "4", "5", "6"]
	])
		with data.parameters as _parameters
	{o.message | some o in observations} == {"lets in 2.0.0.0/8, 3.0.0.0/8, 4.0.0.0/8 and 2 more wide ranges"}
}

test_no_section_gives_no_observation if {
	observations := rule.observations with input as {"firewall": {"wide_sources": {"flag": "not-collected"}}}
		with data.parameters as _parameters
	count(observations) == 0
}
