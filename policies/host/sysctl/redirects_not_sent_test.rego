package policies.host.sysctl.redirects_not_sent_test

import data.policies.host.sysctl.redirects_not_sent as rule
import data.policies.lib.sysctl_test as fixture

values := {
	"net.ipv4.conf.all.send_redirects": {
		"good": [
			"0",
		],
		"bad": [
			"1",
		],
	},
	"net.ipv4.conf.default.send_redirects": {
		"good": [
			"0",
		],
		"bad": [
			"1",
		],
	},
	"net.ipv4.conf.IFACE.send_redirects": {
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
		with data.parameters as {"host.sysctl.redirects_not_sent": {"router": false}}
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as fixture.not_collected
		with data.parameters as {"host.sysctl.redirects_not_sent": {"router": false}}
}

test_router_lies_outside if {
	observations := rule.observations with input as fixture.host("net.ipv4.conf.all.send_redirects", "1", "1")
		with data.parameters as {"host.sysctl.redirects_not_sent": {"router": true}}
	fixture.statuses(observations) == {"net.ipv4.conf.all.send_redirects": "not-applicable"}
}
