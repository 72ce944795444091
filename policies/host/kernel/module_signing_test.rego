package policies.host.kernel.module_signing_test

import data.policies.host.kernel.module_signing as rule
import data.policies.lib.kernel_test as fixture

wanted := {
	"CONFIG_STRICT_MODULE_RWX": {
		"values": [
			"y",
		],
	},
	"CONFIG_MODULE_SIG": {
		"values": [
			"y",
		],
	},
	"CONFIG_MODULE_SIG_FORCE": {
		"values": [
			"y",
		],
	},
	"CONFIG_MODULE_SIG_ALL": {
		"values": [
			"y",
		],
	},
	"CONFIG_MODULE_SIG_SHA512": {
		"values": [
			"y",
		],
	},
	"CONFIG_MODULE_SIG_HASH": {
		"values": [
			"sha512",
		],
	},
	"CONFIG_MODULE_SIG_KEY": {
		"values": [
			"certs/signing_key.pem",
		],
	},
}

test_status[note] if {
	some note, case in fixture.option_cases(wanted, "x86_64")
	observations := rule.observations with input as case.input
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"kernel_config": {"flag": "not-collected"}}}
}
