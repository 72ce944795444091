package policies.host.boot.memory_arguments_test

import data.policies.host.boot.memory_arguments as rule
import data.policies.lib.kernel_test as fixture

arguments := {
	"page_poison": {
		"good": [
			"1",
		],
		"bad": [
			"0",
		],
	},
	"slab_nomerge": {
		"good": [
			"",
		],
		"bad": [
			"0",
		],
	},
	"slub_debug": {
		"good": [
			"FZP",
		],
		"bad": [
			"0",
		],
	},
	"page_alloc.shuffle": {
		"good": [
			"1",
		],
		"bad": [
			"0",
		],
	},
}

test_status[note] if {
	some note, case in fixture.argument_cases(arguments)
	observations := rule.observations with input as case.input
		with data.parameters as {"host.boot.memory_arguments": {"accepted": {"page_poison": ["1"], "slab_nomerge": [""], "slub_debug": ["FZP"], "page_alloc.shuffle": ["1"]}}}
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"boot": {"flag": "not-collected"}}}
		with data.parameters as {"host.boot.memory_arguments": {"accepted": {"page_poison": ["1"], "slab_nomerge": [""], "slub_debug": ["FZP"], "page_alloc.shuffle": ["1"]}}}
}
