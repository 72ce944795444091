package policies.host.mounts.var_log_separate_test

import data.policies.host.mounts.var_log_separate as rule
import data.policies.lib.mounts_test as mounts

cases := {
	"now and at boot": [mounts.host("/var/log", [["now", true, []], ["at boot", true, []]]), {"/var/log": "pass"}],
	"offline": [mounts.host("/var/log", [["at boot", true, []]]), {"/var/log": "pass"}],
	"only now": [mounts.host("/var/log", [["now", true, []], ["at boot", false, []]]), {"/var/log": "fail"}],
	"not readable": [mounts.host("/var/log", [["at boot"]]), {"/var/log": "unknown"}],
	"no such folder": [mounts.point({"id": "/var/log", "exists": false, "disk": false, "sides": []}), {"/var/log": "not-applicable"}],
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
