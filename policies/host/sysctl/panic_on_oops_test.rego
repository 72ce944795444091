package policies.host.sysctl.panic_on_oops_test

import data.policies.host.sysctl.panic_on_oops as rule
import data.policies.lib.sysctl_test as fixture

values := {
	"kernel.panic_on_oops": {
		"good": [
			"1",
		],
		"bad": [
			"0",
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
