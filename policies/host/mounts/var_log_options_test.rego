package policies.host.mounts.var_log_options_test

import data.policies.host.mounts.var_log_options as rule
import data.policies.lib.mounts_test as mounts

cases := {
	"all hold": [mounts.host("/var/log", [["now", true, mounts.all], ["at boot", true, mounts.all]]), {"/var/log nodev": "pass", "/var/log nosuid": "pass", "/var/log noexec": "pass"}],
	"one is lost at boot": [mounts.host("/var/log", [["now", true, mounts.all], ["at boot", true, ["nodev", "nosuid"]]]), {"/var/log nodev": "pass", "/var/log nosuid": "pass", "/var/log noexec": "fail"}],
	"no mount of its own": [mounts.host("/var/log", [["at boot", false, []]]), {"/var/log nodev": "not-applicable", "/var/log nosuid": "not-applicable", "/var/log noexec": "not-applicable"}],
	"not readable": [mounts.host("/var/log", [["now", true, mounts.all], ["at boot"]]), {"/var/log nodev": "unknown", "/var/log nosuid": "unknown", "/var/log noexec": "unknown"}],
}

test_status[note] if {
	some note, [input_, want] in cases
	observations := rule.observations with input as input_
	mounts.statuses(observations) == want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"mounts": {"flag": "not-collected"}}}
}
