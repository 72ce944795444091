package policies.host.mounts.shm_options_test

import data.policies.host.mounts.shm_options as rule
import data.policies.lib.mounts_test as mounts

cases := {
	"all hold": [mounts.host("/dev/shm", [["now", true, mounts.all], ["at boot", true, mounts.all]]), {"/dev/shm nodev": "pass", "/dev/shm nosuid": "pass", "/dev/shm noexec": "pass"}],
	"one is lost at boot": [mounts.host("/dev/shm", [["now", true, mounts.all], ["at boot", true, ["nodev", "nosuid"]]]), {"/dev/shm nodev": "pass", "/dev/shm nosuid": "pass", "/dev/shm noexec": "fail"}],
	"no mount of its own": [mounts.host("/dev/shm", [["at boot", false, []]]), {"/dev/shm nodev": "not-applicable", "/dev/shm nosuid": "not-applicable", "/dev/shm noexec": "not-applicable"}],
	"not readable": [mounts.host("/dev/shm", [["now", true, mounts.all], ["at boot"]]), {"/dev/shm nodev": "unknown", "/dev/shm nosuid": "unknown", "/dev/shm noexec": "unknown"}],
}

test_status[note] if {
	some note, [input_, want] in cases
	observations := rule.observations with input as input_
	mounts.statuses(observations) == want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"mounts": {"flag": "not-collected"}}}
}
