package policies.host.sysctl.kernel_log_restricted_test

import data.policies.host.sysctl.kernel_log_restricted as rule
import data.policies.lib.sysctl_test as fixture

values := {
	"kernel.dmesg_restrict": {
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
