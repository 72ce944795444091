package policies.host.sysctl.port_range_wide_test

import data.policies.host.sysctl.port_range_wide as rule
import data.policies.lib.sysctl_test as fixture

values := {
	"net.ipv4.ip_local_port_range": {
		"good": [
			"32768 65535",
		],
		"bad": [
			"32768 60999",
		],
	},
}

test_status[note] if {
	some note, case in fixture.cases(values)
	observations := rule.observations with input as case.input
		with data.parameters as {"host.sysctl.port_range_wide": {"accepted": ["32768 65535"]}}
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as fixture.not_collected
		with data.parameters as {"host.sysctl.port_range_wide": {"accepted": ["32768 65535"]}}
}
