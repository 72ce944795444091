package policies.host.modules.sctp_test

import data.policies.host.modules.sctp as rule
import data.policies.lib.kernel_test as fixture

test_status[note] if {
	some note, case in fixture.module_cases("sctp")
	observations := rule.observations with input as case.input
		with data.parameters as {"host.modules.sctp": {"blacklist": false, "needed": false}}
	fixture.statuses(observations) == case.want
}

test_blacklist_asked[note] if {
	some note, case in fixture.module_blacklist_cases("sctp")
	observations := rule.observations with input as case.input
		with data.parameters as {"host.modules.sctp": {"blacklist": true, "needed": false}}
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"modules": {"flag": "not-collected"}}}
		with data.parameters as {"host.modules.sctp": {"blacklist": false, "needed": false}}
}

test_needed_lies_outside if {
	observations := rule.observations with input as fixture.with_module(fixture.open_module("sctp"), true)
		with data.parameters as {"host.modules.sctp": {"blacklist": false, "needed": true}}
	fixture.statuses(observations) == {"sctp": "not-applicable"}
}
