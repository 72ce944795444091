package policies.host.mounts.tmp_separate_test

import data.policies.host.mounts.tmp_separate as rule
import data.policies.lib.mounts_test as mounts

cases := {
	"now and at boot": [mounts.host("/tmp", [["now", true, []], ["at boot", true, []]]), {"/tmp": "pass"}],
	"offline": [mounts.host("/tmp", [["at boot", true, []]]), {"/tmp": "pass"}],
	"only now": [mounts.host("/tmp", [["now", true, []], ["at boot", false, []]]), {"/tmp": "fail"}],
	"not readable": [mounts.host("/tmp", [["at boot"]]), {"/tmp": "unknown"}],
	"no such folder": [mounts.point({"id": "/tmp", "exists": false, "disk": false, "sides": []}), {"/tmp": "not-applicable"}],
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
