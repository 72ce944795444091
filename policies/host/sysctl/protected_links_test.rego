package policies.host.sysctl.protected_links_test

import data.policies.host.sysctl.protected_links as rule
import data.policies.lib.sysctl_test as fixture

values := {
	"fs.protected_symlinks": {
		"good": [
			"1",
		],
		"bad": [
			"0",
		],
	},
	"fs.protected_hardlinks": {
		"good": [
			"1",
		],
		"bad": [
			"0",
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
