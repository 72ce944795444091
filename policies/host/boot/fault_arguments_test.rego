package policies.host.boot.fault_arguments_test

import data.policies.host.boot.fault_arguments as rule
import data.policies.lib.kernel_test as fixture

arguments := {
	"mce": {
		"good": [
			"0",
		],
		"bad": [
			"2",
		],
	},
	"rng_core.default_quality": {
		"good": [
			"500",
		],
		"bad": [
			"2",
		],
	},
}

test_status[note] if {
	some note, case in fixture.argument_cases(arguments)
	observations := rule.observations with input as case.input
		with data.parameters as {"host.boot.fault_arguments": {"accepted": {"mce": ["0"], "rng_core.default_quality": ["500"]}}}
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"boot": {"flag": "not-collected"}}}
		with data.parameters as {"host.boot.fault_arguments": {"accepted": {"mce": ["0"], "rng_core.default_quality": ["500"]}}}
}
