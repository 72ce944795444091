package policies.host.mounts.home_options_test

import data.policies.host.mounts.home_options as rule
import data.policies.lib.mounts_test as mounts

cases := {
	"all hold": [mounts.host("/home", [["now", true, mounts.all], ["at boot", true, mounts.all]]), {"/home nodev": "pass", "/home nosuid": "pass"}],
	"one is lost at boot": [mounts.host("/home", [["now", true, mounts.all], ["at boot", true, ["nodev"]]]), {"/home nodev": "pass", "/home nosuid": "fail"}],
	"no mount of its own": [mounts.host("/home", [["at boot", false, []]]), {"/home nodev": "not-applicable", "/home nosuid": "not-applicable"}],
	"not readable": [mounts.host("/home", [["now", true, mounts.all], ["at boot"]]), {"/home nodev": "unknown", "/home nosuid": "unknown"}],
}

test_status[note] if {
	some note, [input_, want] in cases
	observations := rule.observations with input as input_ with data.parameters as {"host.mounts.home_options": {"own_mount": false}}
	mounts.statuses(observations) == want
}

test_the_mount_itself_where_asked if {
	observations := rule.observations with input as mounts.host("/home", [["at boot", false, []]])
		with data.parameters as {"host.mounts.home_options": {"own_mount": true}}
	mounts.statuses(observations) == {"/home": "fail", "/home nodev": "not-applicable", "/home nosuid": "not-applicable"}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"mounts": {"flag": "not-collected"}}} with data.parameters as {"host.mounts.home_options": {"own_mount": false}}
}
