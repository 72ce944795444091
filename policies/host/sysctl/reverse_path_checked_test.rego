package policies.host.sysctl.reverse_path_checked_test

import data.policies.host.sysctl.reverse_path_checked as rule
import data.policies.lib.sysctl_test as fixture

values := {
	"net.ipv4.conf.*.rp_filter": {
		"good": [
			"1",
		],
		"bad": [
			"0",
			"2",
		],
	},
	"net.ipv4.conf.IFACE.rp_filter": {
		"good": [
			"1",
		],
		"bad": [
			"0",
			"2",
		],
	},
}

test_status[note] if {
	some note, case in fixture.cases(values)
	observations := rule.observations with input as case.input
		with data.parameters as {"host.sysctl.reverse_path_checked": {"accepted": [1]}}
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as fixture.not_collected
		with data.parameters as {"host.sysctl.reverse_path_checked": {"accepted": [1]}}
}
