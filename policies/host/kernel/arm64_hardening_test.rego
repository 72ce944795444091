package policies.host.kernel.arm64_hardening_test

import data.policies.host.kernel.arm64_hardening as rule
import data.policies.lib.kernel_test as fixture

wanted := {
	"CONFIG_DEFAULT_MMAP_MIN_ADDR": {
		"values": [
			"32768",
		],
	},
	"CONFIG_RANDOMIZE_BASE": {
		"values": [
			"y",
		],
	},
	"CONFIG_ARM64_SW_TTBR0_PAN": {
		"values": [
			"y",
		],
	},
	"CONFIG_UNMAP_KERNEL_AT_EL0": {
		"values": [
			"y",
		],
	},
}

test_status[note] if {
	some note, case in fixture.option_cases(wanted, "aarch64")
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
