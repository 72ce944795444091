package policies.host.kernel.compiler_plugins_test

import data.policies.host.kernel.compiler_plugins as rule
import data.policies.lib.kernel_test as fixture

wanted := {
	"CONFIG_GCC_PLUGIN_LATENT_ENTROPY": {
		"values": [
			"y",
		],
	},
	"CONFIG_GCC_PLUGIN_STACKLEAK": {
		"values": [
			"y",
		],
		"or": "CONFIG_KSTACK_ERASE",
	},
	"CONFIG_GCC_PLUGIN_STRUCTLEAK": {
		"values": [
			"y",
		],
		"or": "CONFIG_INIT_STACK_ALL_ZERO",
	},
	"CONFIG_GCC_PLUGIN_STRUCTLEAK_BYREF_ALL": {
		"values": [
			"y",
		],
		"or": "CONFIG_INIT_STACK_ALL_ZERO",
	},
	"CONFIG_GCC_PLUGIN_RANDSTRUCT": {
		"values": [
			"y",
		],
		"or": "CONFIG_RANDSTRUCT_FULL",
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
