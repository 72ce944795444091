package policies.host.sysctl.arp_answers_bound_test

import data.policies.host.sysctl.arp_answers_bound as rule
import data.policies.lib.sysctl_test as fixture

values := {
	"net.ipv4.conf.*.arp_filter": {
		"good": [
			"1",
		],
		"bad": [
			"0",
		],
	},
	"net.ipv4.conf.IFACE.arp_filter": {
		"good": [
			"1",
		],
		"bad": [
			"0",
		],
	},
	"net.ipv4.conf.*.arp_ignore": {
		"good": [
			"2",
		],
		"bad": [
			"0",
			"1",
		],
	},
	"net.ipv4.conf.IFACE.arp_ignore": {
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
		with data.parameters as {"host.sysctl.arp_answers_bound": {"arp_filter": [1], "arp_ignore": [2]}}
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as fixture.not_collected
		with data.parameters as {"host.sysctl.arp_answers_bound": {"arp_filter": [1], "arp_ignore": [2]}}
}
