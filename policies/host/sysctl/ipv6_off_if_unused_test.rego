package policies.host.sysctl.ipv6_off_if_unused_test

import data.policies.host.sysctl.ipv6_off_if_unused as rule
import data.policies.lib.kernel_test as fixture

cases := {
	"off": {"fact": fixture.known(true), "in_use": false, "want": "pass"},
	"on": {"fact": fixture.known(false), "in_use": false, "want": "fail"},
	"in use": {"fact": fixture.known(false), "in_use": true, "want": "not-applicable"},
	"not readable": {"fact": fixture.unread, "in_use": false, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": {"sysctl": {"data": {"ipv6_off": case.fact}}}}
		with data.parameters as {"host.sysctl.ipv6_off_if_unused": {"in_use": case.in_use}}
	fixture.statuses(observations) == {"ipv6": case.want}
}

test_absent_section_gives_no_observation if {
	observations := rule.observations with input as {"host": {"sysctl": {"flag": "not-collected"}}}
		with data.parameters as {"host.sysctl.ipv6_off_if_unused": {"in_use": false}}
	count(observations) == 0
}
