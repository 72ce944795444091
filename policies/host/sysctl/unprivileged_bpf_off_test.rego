package policies.host.sysctl.unprivileged_bpf_off_test

import data.policies.host.sysctl.unprivileged_bpf_off as rule
import data.policies.lib.sysctl_test as fixture

values := {
	"kernel.unprivileged_bpf_disabled": {
		"good": [
			"1",
			"2",
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
