package policies.host.mounts.shm_separate_test

import data.policies.host.mounts.shm_separate as rule
import data.policies.lib.mounts_test as mounts

cases := {
	"now and at boot": [mounts.host("/dev/shm", [["now", true, []], ["at boot", true, []]]), {"/dev/shm": "pass"}],
	"offline": [mounts.host("/dev/shm", [["at boot", true, []]]), {"/dev/shm": "pass"}],
	"only now": [mounts.host("/dev/shm", [["now", true, []], ["at boot", false, []]]), {"/dev/shm": "fail"}],
	"not readable": [mounts.host("/dev/shm", [["at boot"]]), {"/dev/shm": "unknown"}],
	"no such folder": [mounts.point({"id": "/dev/shm", "exists": false, "disk": false, "sides": []}), {"/dev/shm": "not-applicable"}],
	"another folder": [mounts.host("/other", [["at boot", false, []]]), {}],
}

test_status[note] if {
	some note, [input_, want] in cases
	observations := rule.observations with input as input_
	mounts.statuses(observations) == want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"mounts": {"flag": "not-collected"}}}
}
