package policies.host.mounts.nodev_local_test

import data.policies.host.mounts.nodev_local as rule
import data.policies.lib.mounts_test as mounts

cases := {
	"all hold": [mounts.host("/data", [["now", true, mounts.all], ["at boot", true, mounts.all]]), {"/data nodev": "pass"}],
	"one is lost at boot": [mounts.host("/data", [["now", true, mounts.all], ["at boot", true, []]]), {"/data nodev": "fail"}],
	"no mount of its own": [mounts.host("/data", [["at boot", false, []]]), {"/data nodev": "not-applicable"}],
	"not readable": [mounts.host("/data", [["now", true, mounts.all], ["at boot"]]), {"/data nodev": "unknown"}],
	"judged elsewhere": [mounts.host("/var", [["at boot", true, []]]), {}],
	"holds no device nodes": [mounts.point({"id": "/boot/efi", "exists": true, "disk": false, "sides": []}), {}],
}

test_status[note] if {
	some note, [input_, want] in cases
	observations := rule.observations with input as input_
	mounts.statuses(observations) == want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"mounts": {"flag": "not-collected"}}}
}
