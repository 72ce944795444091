package policies.host.kernel.allocator_hardening_test

import data.policies.host.kernel.allocator_hardening as rule
import data.policies.lib.kernel_test as fixture

wanted := {
	"CONFIG_SLAB_FREELIST_RANDOM": {
		"values": [
			"y",
		],
	},
	"CONFIG_SLAB_FREELIST_HARDENED": {
		"values": [
			"y",
		],
	},
	"CONFIG_SLAB_MERGE_DEFAULT": {
		"values": [
			"n",
		],
	},
	"CONFIG_SLUB_DEBUG": {
		"values": [
			"y",
		],
	},
	"CONFIG_PAGE_POISONING": {
		"values": [
			"y",
		],
		"or": "CONFIG_INIT_ON_FREE_DEFAULT_ON",
	},
	"CONFIG_PAGE_POISONING_NO_SANITY": {
		"values": [
			"y",
		],
	},
	"CONFIG_PAGE_POISONING_ZERO": {
		"values": [
			"y",
		],
	},
	"CONFIG_COMPAT_BRK": {
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
