package policies.host.kernel.security_primitives_test

import data.policies.host.kernel.security_primitives as rule
import data.policies.lib.kernel_test as fixture

wanted := {
	"CONFIG_SECCOMP": {
		"values": [
			"y",
		],
	},
	"CONFIG_SECCOMP_FILTER": {
		"values": [
			"y",
		],
	},
	"CONFIG_SECURITY": {
		"values": [
			"y",
		],
	},
	"CONFIG_SECURITY_YAMA": {
		"values": [
			"y",
		],
	},
	"CONFIG_SECURITY_WRITABLE_HOOKS": {
		"values": [
			"n",
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
