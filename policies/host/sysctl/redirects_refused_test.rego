package policies.host.sysctl.redirects_refused_test

import data.policies.host.sysctl.redirects_refused as rule
import data.policies.lib.sysctl_test as fixture

values := {
	"net.ipv4.conf.all.accept_redirects": {
		"good": [
			"0",
		],
		"bad": [
			"1",
		],
	},
	"net.ipv4.conf.default.accept_redirects": {
		"good": [
			"0",
		],
		"bad": [
			"1",
		],
	},
	"net.ipv4.conf.IFACE.accept_redirects": {
		"good": [
			"0",
		],
		"bad": [
			"1",
		],
	},
	"net.ipv6.conf.all.accept_redirects": {
		"good": [
			"0",
		],
		"bad": [
			"1",
		],
	},
	"net.ipv6.conf.default.accept_redirects": {
		"good": [
			"0",
		],
		"bad": [
			"1",
		],
	},
	"net.ipv6.conf.IFACE.accept_redirects": {
		"good": [
			"0",
		],
		"bad": [
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
