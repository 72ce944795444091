package policies.host.sysctl.process_ids_wide_test

import data.policies.host.sysctl.process_ids_wide as rule
import data.policies.lib.sysctl_test as fixture

values := {
	"kernel.pid_max": {
		"good": [
			"65536",
			"4194304",
		],
		"bad": [
			"32768",
		],
	},
}

test_status[note] if {
	some note, case in fixture.cases(values)
	observations := rule.observations with input as case.input
		with data.parameters as {"host.sysctl.process_ids_wide": {"minimum": 65536}}
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as fixture.not_collected
		with data.parameters as {"host.sysctl.process_ids_wide": {"minimum": 65536}}
}
