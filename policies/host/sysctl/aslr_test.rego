package policies.host.sysctl.aslr_test

import data.policies.host.sysctl.aslr as rule
import data.policies.lib.sysctl_test as fixture

values := {
	"kernel.randomize_va_space": {
		"good": [
			"2",
		],
		"bad": [
			"0",
			"1",
		],
	},
}

test_status[note] if {
	some note, case in fixture.cases(values)
	observations := rule.observations with input as case.input
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as fixture.not_collected
}
