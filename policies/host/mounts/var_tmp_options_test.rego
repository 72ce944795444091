package policies.host.mounts.var_tmp_options_test

import data.policies.host.mounts.var_tmp_options as rule
import data.policies.lib.mounts_test as mounts

cases := {
	"all hold": [mounts.host("/var/tmp", [["now", true, mounts.all], ["at boot", true, mounts.all]]), {"/var/tmp nodev": "pass", "/var/tmp nosuid": "pass", "/var/tmp noexec": "pass"}],
	"one is lost at boot": [mounts.host("/var/tmp", [["now", true, mounts.all], ["at boot", true, ["nodev", "nosuid"]]]), {"/var/tmp nodev": "pass", "/var/tmp nosuid": "pass", "/var/tmp noexec": "fail"}],
	"no mount of its own": [mounts.host("/var/tmp", [["at boot", false, []]]), {"/var/tmp nodev": "not-applicable", "/var/tmp nosuid": "not-applicable", "/var/tmp noexec": "not-applicable"}],
	"not readable": [mounts.host("/var/tmp", [["now", true, mounts.all], ["at boot"]]), {"/var/tmp nodev": "unknown", "/var/tmp nosuid": "unknown", "/var/tmp noexec": "unknown"}],
}

test_status[note] if {
	some note, [input_, want] in cases
	observations := rule.observations with input as input_
	mounts.statuses(observations) == want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"mounts": {"flag": "not-collected"}}}
}
