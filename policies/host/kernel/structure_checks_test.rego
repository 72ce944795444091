package policies.host.kernel.structure_checks_test

import data.policies.host.kernel.structure_checks as rule
import data.policies.lib.kernel_test as fixture

wanted := {
	"CONFIG_DEBUG_CREDENTIALS": {
		"values": [
			"y",
		],
	},
	"CONFIG_DEBUG_NOTIFIERS": {
		"values": [
			"y",
		],
	},
	"CONFIG_DEBUG_LIST": {
		"values": [
			"y",
		],
		"or": "CONFIG_LIST_HARDENED",
	},
	"CONFIG_DEBUG_SG": {
		"values": [
			"y",
		],
	},
	"CONFIG_BUG_ON_DATA_CORRUPTION": {
		"values": [
			"y",
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
