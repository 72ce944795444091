package policies.firewall.rules.runtime_matches_permanent_test

import data.policies.firewall.rules.runtime_matches_permanent as rule

_at := {"file": "iptables-save", "line": 7}

_boot := {"file": "/etc/ufw/user.rules", "line": 12}

_known(values) := {"value": values, "at": _at}

_unknown := {"unknown": "It hangs on rules that are in doubt.", "at": _at}

_comparison(now, at_boot) := {
	"id": "ipv4:input",
	"family": "ipv4",
	"hook": "input",
	"only_now": now,
	"only_at_boot": at_boot,
	"decided_by": [{"at": _at, "text": "-p tcp --dport 22 -j ACCEPT"}, {"at": _boot, "text": "-j DROP"}],
}

_input(comparisons) := {"firewall": {"saved_difference": {
	"flag": "complete",
	"data": {"tools": ["ufw"], "comparisons": comparisons},
}}}

cases := {
	"what runs is what the files say": {
		"now": _known([]),
		"at_boot": _known([]),
		"status": "pass",
		"message": "the same new connections are accepted now and after a restart",
	},
	"a port was opened by hand": {
		"now": _known(["tcp 22"]),
		"at_boot": _known([]),
		"status": "fail",
		"message": "accepted now and refused after a restart: tcp 22",
	},
	"a closed port comes back with the restart": {
		"now": _known([]),
		"at_boot": _known(["tcp 3306 from 10.0.0.0/8"]),
		"status": "fail",
		"message": "refused now and accepted after a restart: tcp 3306 from 10.0.0.0/8",
	},
	"both": {
		"now": _known(["tcp 22"]),
		"at_boot": _known(["udp 53"]),
		"status": "fail",
		"message": "accepted now and refused after a restart: tcp 22; refused now and accepted after a restart: udp 53",
	},
	"one side is told and differs, the other is in doubt": {
		"now": _known(["tcp 22"]),
		"at_boot": _unknown,
		"status": "fail",
		"message": "accepted now and refused after a restart: tcp 22",
	},
	"one side is equal, the other is in doubt": {
		"now": _known([]),
		"at_boot": _unknown,
		"status": "unknown",
		"message": "It hangs on rules that are in doubt",
	},
}

test_cases[name] if {
	some name, example in cases
	{observation |
		some found in rule.observations with input as _input([_comparison(example.now, example.at_boot)])
		observation := {"subject": found.subject, "status": found.status, "message": found.message}
	} == {{"subject": "ipv4:input", "status": example.status, "message": example.message}}
}

test_the_rules_of_both_sides_are_the_evidence if {
	some found in rule.observations with input as _input([_comparison(_known(["tcp 22"]), _known([]))])
	found.at == [_at, _boot]
}

test_each_way_is_a_subject if {
	comparisons := [
		_comparison(_known([]), _known([])),
		object.union(_comparison(_known(["tcp 22"]), _known([])), {"id": "ipv6:input", "family": "ipv6"}),
	]
	{[found.subject, found.status] |
		some found in rule.observations with input as _input(comparisons)
	} == {["ipv4:input", "pass"], ["ipv6:input", "fail"]}
}

test_nothing_is_said_without_the_section if {
	count(rule.observations) == 0 with input as {"firewall": {}}
}
