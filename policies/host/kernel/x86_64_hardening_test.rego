package policies.host.kernel.x86_64_hardening_test

import data.policies.host.kernel.x86_64_hardening as rule
import data.policies.lib.kernel_test as fixture

wanted := {
	"CONFIG_DEFAULT_MMAP_MIN_ADDR": {
		"values": [
			"65536",
		],
	},
	"CONFIG_RANDOMIZE_BASE": {
		"values": [
			"y",
		],
	},
	"CONFIG_RANDOMIZE_MEMORY": {
		"values": [
			"y",
		],
	},
	"CONFIG_PAGE_TABLE_ISOLATION": {
		"values": [
			"y",
		],
		"or": "CONFIG_MITIGATION_PAGE_TABLE_ISOLATION",
	},
	"CONFIG_IA32_EMULATION": {
		"values": [
			"n",
		],
	},
	"CONFIG_MODIFY_LDT_SYSCALL": {
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

test_other_architecture_lies_outside if {
	option := fixture.option("CONFIG_RANDOMIZE_BASE", "n", "")
	observations := rule.observations with input as fixture.with_options([option], "arm")
	fixture.statuses(observations) == {"CONFIG_RANDOMIZE_BASE": "not-applicable"}
}
