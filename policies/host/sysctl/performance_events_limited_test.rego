package policies.host.sysctl.performance_events_limited_test

import data.policies.host.sysctl.performance_events_limited as rule
import data.policies.lib.sysctl_test as fixture

values := {
	"kernel.perf_event_max_sample_rate": {
		"good": [
			"1",
		],
		"bad": [
			"100000",
		],
	},
	"kernel.perf_cpu_time_max_percent": {
		"good": [
			"1",
		],
		"bad": [
			"25",
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
