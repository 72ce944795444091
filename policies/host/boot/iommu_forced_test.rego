package policies.host.boot.iommu_forced_test

import data.policies.host.boot.iommu_forced as rule
import data.policies.lib.kernel_test as fixture

arguments := {
	"iommu": {
		"good": [
			"force",
		],
		"bad": [
			"off",
			"pt",
		],
	},
}

test_status[note] if {
	some note, case in fixture.argument_cases(arguments)
	observations := rule.observations with input as case.input
		with data.parameters as {"host.boot.iommu_forced": {"accepted": ["force"]}}
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"boot": {"flag": "not-collected"}}}
		with data.parameters as {"host.boot.iommu_forced": {"accepted": ["force"]}}
}
