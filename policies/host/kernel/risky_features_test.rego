package policies.host.kernel.risky_features_test

import data.policies.host.kernel.risky_features as rule
import data.policies.lib.kernel_test as fixture

wanted := {
	"CONFIG_KEXEC": {
		"values": [
			"n",
		],
	},
	"CONFIG_HIBERNATION": {
		"values": [
			"n",
		],
	},
	"CONFIG_BINFMT_MISC": {
		"values": [
			"n",
		],
	},
	"CONFIG_LEGACY_PTYS": {
		"values": [
			"n",
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
