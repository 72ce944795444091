package policies.host.modules.squashfs_test

import data.policies.host.modules.squashfs as rule
import data.policies.lib.kernel_test as fixture

test_status[note] if {
	some note, case in fixture.module_cases("squashfs")
	observations := rule.observations with input as case.input
		with data.parameters as {"host.modules.squashfs": {"blacklist": false, "needed": false}}
	fixture.statuses(observations) == case.want
}

test_blacklist_asked[note] if {
	some note, case in fixture.module_blacklist_cases("squashfs")
	observations := rule.observations with input as case.input
		with data.parameters as {"host.modules.squashfs": {"blacklist": true, "needed": false}}
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"modules": {"flag": "not-collected"}}}
		with data.parameters as {"host.modules.squashfs": {"blacklist": false, "needed": false}}
}

test_needed_lies_outside if {
	observations := rule.observations with input as fixture.with_module(fixture.open_module("squashfs"), true)
		with data.parameters as {"host.modules.squashfs": {"blacklist": false, "needed": true}}
	fixture.statuses(observations) == {"squashfs": "not-applicable"}
}
