package policies.host.boot.cpu_mitigations_test

import data.policies.host.boot.cpu_mitigations as rule
import data.policies.lib.kernel_test as fixture

arguments := {
	"l1tf": {
		"good": [
			"full,force",
		],
		"bad": [
			"off",
		],
	},
	"mds": {
		"good": [
			"full,nosmt",
		],
		"bad": [
			"off",
		],
	},
	"pti": {
		"good": [
			"on",
		],
		"bad": [
			"off",
		],
	},
	"spectre_v2": {
		"good": [
			"on",
		],
		"bad": [
			"off",
		],
	},
	"spec_store_bypass_disable": {
		"good": [
			"seccomp",
		],
		"bad": [
			"off",
		],
	},
}

test_status[note] if {
	some note, case in fixture.argument_cases(arguments)
	observations := rule.observations with input as case.input
		with data.parameters as {"host.boot.cpu_mitigations": {"accepted": {"l1tf": ["full,force"], "mds": ["full,nosmt"], "pti": ["on"], "spectre_v2": ["on"], "spec_store_bypass_disable": ["seccomp"]}}}
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"boot": {"flag": "not-collected"}}}
		with data.parameters as {"host.boot.cpu_mitigations": {"accepted": {"l1tf": ["full,force"], "mds": ["full,nosmt"], "pti": ["on"], "spectre_v2": ["on"], "spec_store_bypass_disable": ["seccomp"]}}}
}
