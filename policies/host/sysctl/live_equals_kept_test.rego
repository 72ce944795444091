package policies.host.sysctl.live_equals_kept_test

import data.policies.host.sysctl.live_equals_kept as rule
import data.policies.lib.sysctl_test as fixture

cases := {
	"the same": {"input": fixture.host("kernel.x", "1", "1"), "want": {"kernel.x": "pass"}},
	"the same text": {"input": fixture.host("kernel.x", "a b", "a b"), "want": {"kernel.x": "pass"}},
	"leading zero": {"input": fixture.host("kernel.x", "007", "7"), "want": {"kernel.x": "pass"}},
	"hexadecimal": {"input": fixture.host("kernel.x", "0x10", "16"), "want": {"kernel.x": "unknown"}},
	"other": {"input": fixture.host("kernel.x", "1", "0"), "want": {"kernel.x": "fail"}},
	"lowered by the kernel": {"input": fixture.host("kernel.perf_event_max_sample_rate", "1", "50000"), "want": {}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as case.input
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	observations := rule.observations with input as fixture.not_collected
	count(observations) == 0
}
