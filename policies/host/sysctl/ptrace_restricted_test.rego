package policies.host.sysctl.ptrace_restricted_test

import data.policies.host.sysctl.ptrace_restricted as rule
import data.policies.lib.sysctl_test as fixture

values := {
	"kernel.yama.ptrace_scope": {
		"good": [
			"1",
			"2",
			"3",
		],
		"bad": [
			"0",
		],
	},
}

test_status[note] if {
	some note, case in fixture.cases(values)
	observations := rule.observations with input as case.input
		with data.parameters as {"host.sysctl.ptrace_restricted": {"minimum": 1}}
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as fixture.not_collected
		with data.parameters as {"host.sysctl.ptrace_restricted": {"minimum": 1}}
}
