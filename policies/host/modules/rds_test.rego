package policies.host.modules.rds_test

import data.policies.host.modules.rds as rule
import data.policies.lib.kernel_test as fixture

test_status[note] if {
	some note, case in fixture.module_cases("rds")
	observations := rule.observations with input as case.input
		with data.parameters as {"host.modules.rds": {"blacklist": false}}
	fixture.statuses(observations) == case.want
}

test_blacklist_asked[note] if {
	some note, case in fixture.module_blacklist_cases("rds")
	observations := rule.observations with input as case.input
		with data.parameters as {"host.modules.rds": {"blacklist": true}}
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"modules": {"flag": "not-collected"}}}
		with data.parameters as {"host.modules.rds": {"blacklist": false}}
}
