package policies.host.modules.usb_storage_test

import data.policies.host.modules.usb_storage as rule
import data.policies.lib.kernel_test as fixture

test_status[note] if {
	some note, case in fixture.module_cases("usb_storage")
	observations := rule.observations with input as case.input
		with data.parameters as {"host.modules.usb_storage": {"blacklist": false, "needed": false}}
	fixture.statuses(observations) == case.want
}

test_blacklist_asked[note] if {
	some note, case in fixture.module_blacklist_cases("usb_storage")
	observations := rule.observations with input as case.input
		with data.parameters as {"host.modules.usb_storage": {"blacklist": true, "needed": false}}
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"modules": {"flag": "not-collected"}}}
		with data.parameters as {"host.modules.usb_storage": {"blacklist": false, "needed": false}}
}

test_needed_lies_outside if {
	observations := rule.observations with input as fixture.with_module(fixture.open_module("usb_storage"), true)
		with data.parameters as {"host.modules.usb_storage": {"blacklist": false, "needed": true}}
	fixture.statuses(observations) == {"usb_storage": "not-applicable"}
}
