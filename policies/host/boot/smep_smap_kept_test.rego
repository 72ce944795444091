package policies.host.boot.smep_smap_kept_test

import data.policies.host.boot.smep_smap_kept as rule
import data.policies.lib.kernel_test as fixture

arguments := {
	"nosmep": {
		"absent": true,
	},
	"nosmap": {
		"absent": true,
	},
}

test_status[note] if {
	some note, case in fixture.argument_cases(arguments)
	observations := rule.observations with input as case.input
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"boot": {"flag": "not-collected"}}}
}
