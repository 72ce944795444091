package policies.host.sysctl.no_ipv6_autoconfiguration_test

import data.policies.host.sysctl.no_ipv6_autoconfiguration as rule
import data.policies.lib.sysctl_test as fixture

values := {
	"net.ipv6.conf.all.autoconf": {
		"good": [
			"0",
		],
		"bad": [
			"2",
		],
	},
	"net.ipv6.conf.default.autoconf": {
		"good": [
			"0",
		],
		"bad": [
			"2",
		],
	},
	"net.ipv6.conf.IFACE.autoconf": {
		"good": [
			"0",
		],
		"bad": [
			"2",
		],
	},
	"net.ipv6.conf.all.router_solicitations": {
		"good": [
			"0",
		],
		"bad": [
			"2",
		],
	},
	"net.ipv6.conf.default.router_solicitations": {
		"good": [
			"0",
		],
		"bad": [
			"2",
		],
	},
	"net.ipv6.conf.IFACE.router_solicitations": {
		"good": [
			"0",
		],
		"bad": [
			"2",
		],
	},
	"net.ipv6.conf.all.accept_ra_defrtr": {
		"good": [
			"0",
		],
		"bad": [
			"2",
		],
	},
	"net.ipv6.conf.default.accept_ra_defrtr": {
		"good": [
			"0",
		],
		"bad": [
			"2",
		],
	},
	"net.ipv6.conf.IFACE.accept_ra_defrtr": {
		"good": [
			"0",
		],
		"bad": [
			"2",
		],
	},
	"net.ipv6.conf.all.accept_ra_pinfo": {
		"good": [
			"0",
		],
		"bad": [
			"2",
		],
	},
	"net.ipv6.conf.default.accept_ra_pinfo": {
		"good": [
			"0",
		],
		"bad": [
			"2",
		],
	},
	"net.ipv6.conf.IFACE.accept_ra_pinfo": {
		"good": [
			"0",
		],
		"bad": [
			"2",
		],
	},
	"net.ipv6.conf.all.accept_ra_rtr_pref": {
		"good": [
			"0",
		],
		"bad": [
			"2",
		],
	},
	"net.ipv6.conf.default.accept_ra_rtr_pref": {
		"good": [
			"0",
		],
		"bad": [
			"2",
		],
	},
	"net.ipv6.conf.IFACE.accept_ra_rtr_pref": {
		"good": [
			"0",
		],
		"bad": [
			"2",
		],
	},
	"net.ipv6.conf.all.max_addresses": {
		"good": [
			"1",
		],
		"bad": [
			"2",
		],
	},
	"net.ipv6.conf.default.max_addresses": {
		"good": [
			"1",
		],
		"bad": [
			"2",
		],
	},
	"net.ipv6.conf.IFACE.max_addresses": {
		"good": [
			"1",
		],
		"bad": [
			"2",
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
