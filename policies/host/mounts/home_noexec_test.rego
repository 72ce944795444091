package policies.host.mounts.home_noexec_test

import data.policies.host.mounts.home_noexec as rule
import data.policies.lib.mounts_test as mounts

cases := {
	"all hold": [mounts.host("/home", [["now", true, mounts.all], ["at boot", true, mounts.all]]), {"/home noexec": "pass"}],
	"one is lost at boot": [mounts.host("/home", [["now", true, mounts.all], ["at boot", true, []]]), {"/home noexec": "fail"}],
	"no mount of its own": [mounts.host("/home", [["at boot", false, []]]), {"/home noexec": "not-applicable"}],
	"not readable": [mounts.host("/home", [["now", true, mounts.all], ["at boot"]]), {"/home noexec": "unknown"}],
}

test_status[note] if {
	some note, [input_, want] in cases
	observations := rule.observations with input as input_
	mounts.statuses(observations) == want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"mounts": {"flag": "not-collected"}}}
}
