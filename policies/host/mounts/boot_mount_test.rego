package policies.host.mounts.boot_mount_test

import data.policies.host.mounts.boot_mount as rule
import data.policies.lib.mounts_test as mounts

cases := {
	"apart": [mounts.host("/boot", [["at boot", true, mounts.all]]), {"/boot": "pass", "/boot nosuid": "pass", "/boot noexec": "pass"}],
	"without options": [mounts.host("/boot", [["at boot", true, []]]), {"/boot": "pass", "/boot nosuid": "fail", "/boot noexec": "fail"}],
	"not apart": [mounts.host("/boot", [["at boot", false, []]]), {"/boot": "fail", "/boot nosuid": "not-applicable", "/boot noexec": "not-applicable"}],
	"not readable": [mounts.host("/boot", [["at boot"]]), {"/boot": "unknown", "/boot nosuid": "unknown", "/boot noexec": "unknown"}],
}

test_status[note] if {
	some note, [input_, want] in cases
	observations := rule.observations with input as input_
	mounts.statuses(observations) == want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"mounts": {"flag": "not-collected"}}}
}
