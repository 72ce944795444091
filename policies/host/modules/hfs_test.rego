package policies.host.modules.hfs_test

import data.policies.host.modules.hfs as rule
import data.policies.lib.kernel_test as fixture

test_status[note] if {
	some note, case in fixture.module_cases("hfs")
	observations := rule.observations with input as case.input
		with data.parameters as {"host.modules.hfs": {"blacklist": false}}
	fixture.statuses(observations) == case.want
}

test_blacklist_asked[note] if {
	some note, case in fixture.module_blacklist_cases("hfs")
	observations := rule.observations with input as case.input
		with data.parameters as {"host.modules.hfs": {"blacklist": true}}
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"modules": {"flag": "not-collected"}}}
		with data.parameters as {"host.modules.hfs": {"blacklist": false}}
}
