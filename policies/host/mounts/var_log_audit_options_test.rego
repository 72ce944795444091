package policies.host.mounts.var_log_audit_options_test

import data.policies.host.mounts.var_log_audit_options as rule
import data.policies.lib.mounts_test as mounts

cases := {
	"all hold": [mounts.host("/var/log/audit", [["now", true, mounts.all], ["at boot", true, mounts.all]]), {"/var/log/audit nodev": "pass", "/var/log/audit nosuid": "pass", "/var/log/audit noexec": "pass"}],
	"one is lost at boot": [mounts.host("/var/log/audit", [["now", true, mounts.all], ["at boot", true, ["nodev", "nosuid"]]]), {"/var/log/audit nodev": "pass", "/var/log/audit nosuid": "pass", "/var/log/audit noexec": "fail"}],
	"no mount of its own": [mounts.host("/var/log/audit", [["at boot", false, []]]), {"/var/log/audit nodev": "not-applicable", "/var/log/audit nosuid": "not-applicable", "/var/log/audit noexec": "not-applicable"}],
	"not readable": [mounts.host("/var/log/audit", [["now", true, mounts.all], ["at boot"]]), {"/var/log/audit nodev": "unknown", "/var/log/audit nosuid": "unknown", "/var/log/audit noexec": "unknown"}],
}

test_status[note] if {
	some note, [input_, want] in cases
	observations := rule.observations with input as input_
	mounts.statuses(observations) == want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"mounts": {"flag": "not-collected"}}}
}
