package policies.host.mounts.tmp_options_test

import data.policies.host.mounts.tmp_options as rule
import data.policies.lib.mounts_test as mounts

cases := {
	"all hold": [mounts.host("/tmp", [["now", true, mounts.all], ["at boot", true, mounts.all]]), {"/tmp nodev": "pass", "/tmp nosuid": "pass", "/tmp noexec": "pass"}],
	"one is lost at boot": [mounts.host("/tmp", [["now", true, mounts.all], ["at boot", true, ["nodev", "nosuid"]]]), {"/tmp nodev": "pass", "/tmp nosuid": "pass", "/tmp noexec": "fail"}],
	"no mount of its own": [mounts.host("/tmp", [["at boot", false, []]]), {"/tmp nodev": "not-applicable", "/tmp nosuid": "not-applicable", "/tmp noexec": "not-applicable"}],
	"not readable": [mounts.host("/tmp", [["now", true, mounts.all], ["at boot"]]), {"/tmp nodev": "unknown", "/tmp nosuid": "unknown", "/tmp noexec": "unknown"}],
}

test_status[note] if {
	some note, [input_, want] in cases
	observations := rule.observations with input as input_
	mounts.statuses(observations) == want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"mounts": {"flag": "not-collected"}}}
}
