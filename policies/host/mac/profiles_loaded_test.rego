package policies.host.mac.profiles_loaded_test

import data.policies.host.mac.profiles_loaded as rule
import data.policies.lib.mac_test as fixture

cases := {
	"all well": {
		"input": fixture.host("apparmor", {"profiles": [fixture.profile("a", "enforce")], "loaded": fixture.known(1), "loaded_profiles": [fixture.profile("a", "enforce")]}, {}),
		"want": {"service": "pass", "disabled profiles": "pass", "loaded profiles": "pass", "unconfined programs": "pass"},
	},
	"all ill": {
		"input": fixture.host(
			"apparmor", {
				"starts": fixture.known(false),
				"profiles": [fixture.profile("a", "enforce"), fixture.profile("b", "disabled")],
				"loaded": fixture.known(1),
				"loaded_profiles": [fixture.profile("c", "enforce")],
				"unconfined_processes": fixture.known(["/usr/sbin/x (7)"]),
			},
			{},
		),
		"want": {"service": "fail", "disabled profiles": "fail", "loaded profiles": "fail", "unconfined programs": "fail"},
	},
	"nothing loaded": {
		"input": fixture.host("apparmor", {"loaded": fixture.known(0)}, {}),
		"want": {"service": "pass", "disabled profiles": "pass", "loaded profiles": "fail", "unconfined programs": "pass"},
	},
	"a name with a variable": {
		"input": fixture.host("apparmor", {"profiles": [fixture.profile("@{exec}/a", "enforce")], "loaded": fixture.known(1), "loaded_profiles": [fixture.profile("/usr/a", "enforce")]}, {}),
		"want": {"service": "pass", "disabled profiles": "pass", "loaded profiles": "pass", "unconfined programs": "pass"},
	},
	"not root": {
		"input": fixture.host("apparmor", {"loaded": fixture.unread, "unconfined_processes": fixture.unread}, {}),
		"want": {"service": "pass", "disabled profiles": "pass", "loaded profiles": "unknown", "unconfined programs": "unknown"},
	},
	"offline": {"input": fixture.offline("apparmor", {}, {}), "want": {"service": "pass", "disabled profiles": "pass"}},
	"not installed": {"input": fixture.offline("apparmor", {"installed": fixture.known(false)}, {}), "want": {"service": "not-applicable", "disabled profiles": "not-applicable"}},
	"SELinux": {"input": fixture.offline("selinux", {}, {}), "want": {"service": "not-applicable", "disabled profiles": "not-applicable"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as case.input
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	observations := rule.observations with input as {"host": {}}
	count(observations) == 0
}
