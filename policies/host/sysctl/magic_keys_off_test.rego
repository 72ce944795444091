package policies.host.sysctl.magic_keys_off_test

import data.policies.host.sysctl.magic_keys_off as rule
import data.policies.lib.sysctl_test as fixture

values := {
	"kernel.sysrq": {
		"good": [
			"0",
			"4",
			"16",
			"176",
		],
		"bad": [
			"1",
			"438",
		],
	},
}

test_status[note] if {
	some note, case in fixture.cases(values)
	observations := rule.observations with input as case.input
		with data.parameters as {"host.sysctl.magic_keys_off": {"accepted": [0, 4, 16, 176]}}
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as fixture.not_collected
		with data.parameters as {"host.sysctl.magic_keys_off": {"accepted": [0, 4, 16, 176]}}
}
