package policies.host.sysctl.kernel_pointers_hidden_test

import data.policies.host.sysctl.kernel_pointers_hidden as rule
import data.policies.lib.sysctl_test as fixture

values := {
	"kernel.kptr_restrict": {
		"good": [
			"1",
			"2",
		],
		"bad": [
			"0",
		],
	},
}

test_status[note] if {
	some note, case in fixture.cases(values)
	observations := rule.observations with input as case.input
		with data.parameters as {"host.sysctl.kernel_pointers_hidden": {"accepted": [1, 2]}}
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as fixture.not_collected
		with data.parameters as {"host.sysctl.kernel_pointers_hidden": {"accepted": [1, 2]}}
}
