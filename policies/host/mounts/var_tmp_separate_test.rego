package policies.host.mounts.var_tmp_separate_test

import data.policies.host.mounts.var_tmp_separate as rule
import data.policies.lib.mounts_test as mounts

cases := {
	"now and at boot": [mounts.host("/var/tmp", [["now", true, []], ["at boot", true, []]]), {"/var/tmp": "pass"}],
	"offline": [mounts.host("/var/tmp", [["at boot", true, []]]), {"/var/tmp": "pass"}],
	"only now": [mounts.host("/var/tmp", [["now", true, []], ["at boot", false, []]]), {"/var/tmp": "fail"}],
	"not readable": [mounts.host("/var/tmp", [["at boot"]]), {"/var/tmp": "unknown"}],
	"no such folder": [mounts.point({"id": "/var/tmp", "exists": false, "disk": false, "sides": []}), {"/var/tmp": "not-applicable"}],
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
