package policies.host.mounts.var_options_test

import data.policies.host.mounts.var_options as rule
import data.policies.lib.mounts_test as mounts

cases := {
	"all hold": [mounts.host("/var", [["now", true, mounts.all], ["at boot", true, mounts.all]]), {"/var nodev": "pass", "/var nosuid": "pass"}],
	"one is lost at boot": [mounts.host("/var", [["now", true, mounts.all], ["at boot", true, ["nodev"]]]), {"/var nodev": "pass", "/var nosuid": "fail"}],
	"no mount of its own": [mounts.host("/var", [["at boot", false, []]]), {"/var nodev": "not-applicable", "/var nosuid": "not-applicable"}],
	"not readable": [mounts.host("/var", [["now", true, mounts.all], ["at boot"]]), {"/var nodev": "unknown", "/var nosuid": "unknown"}],
}

test_status[note] if {
	some note, [input_, want] in cases
	observations := rule.observations with input as input_
	mounts.statuses(observations) == want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"mounts": {"flag": "not-collected"}}}
}
