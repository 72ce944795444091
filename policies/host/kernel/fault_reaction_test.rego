package policies.host.kernel.fault_reaction_test

import data.policies.host.kernel.fault_reaction as rule
import data.policies.lib.kernel_test as fixture

wanted := {
	"CONFIG_BUG": {
		"values": [
			"y",
		],
	},
	"CONFIG_PANIC_ON_OOPS": {
		"values": [
			"y",
		],
	},
	"CONFIG_PANIC_TIMEOUT": {
		"values": [
			"-1",
		],
	},
}

test_status[note] if {
	some note, case in fixture.option_cases(wanted, "x86_64")
	observations := rule.observations with input as case.input
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"kernel_config": {"flag": "not-collected"}}}
}
