package policies.host.sysctl.performance_events_restricted_test

import data.policies.host.sysctl.performance_events_restricted as rule
import data.policies.lib.sysctl_test as fixture

values := {
	"kernel.perf_event_paranoid": {
		"good": [
			"2",
			"3",
			"4",
		],
		"bad": [
			"-1",
			"0",
			"1",
		],
	},
}

test_status[note] if {
	some note, case in fixture.cases(values)
	observations := rule.observations with input as case.input
		with data.parameters as {"host.sysctl.performance_events_restricted": {"minimum": 2}}
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as fixture.not_collected
		with data.parameters as {"host.sysctl.performance_events_restricted": {"minimum": 2}}
}
