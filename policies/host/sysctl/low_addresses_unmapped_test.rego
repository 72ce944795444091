package policies.host.sysctl.low_addresses_unmapped_test

import data.policies.host.sysctl.low_addresses_unmapped as rule
import data.policies.lib.sysctl_test as fixture

values := {
	"vm.mmap_min_addr": {
		"good": [
			"65536",
			"98304",
		],
		"bad": [
			"0",
			"4096",
		],
	},
}

test_status[note] if {
	some note, case in fixture.cases(values)
	observations := rule.observations with input as case.input
		with data.parameters as {"host.sysctl.low_addresses_unmapped": {"minimum": 65536}}
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as fixture.not_collected
		with data.parameters as {"host.sysctl.low_addresses_unmapped": {"minimum": 65536}}
}
