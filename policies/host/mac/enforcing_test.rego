package policies.host.mac.enforcing_test

import data.policies.host.mac.enforcing as rule
import data.policies.lib.mac_test as fixture

cases := {
	"all in enforce mode": {
		"input": fixture.host("apparmor", {"profiles": [fixture.profile("a", "enforce"), fixture.profile("b", "disabled")], "loaded": fixture.known(1), "loaded_profiles": [fixture.profile("a", "enforce")]}, {}),
		"want": {"profiles at boot": "pass", "profiles now": "pass"},
	},
	"one in complain mode": {
		"input": fixture.host("apparmor", {"profiles": [fixture.profile("a", "enforce"), fixture.profile("b", "complain")], "loaded": fixture.known(1), "loaded_profiles": [fixture.profile("a", "complain")]}, {}),
		"want": {"profiles at boot": "fail", "profiles now": "fail"},
	},
	"loaded cannot be told": {
		"input": fixture.host("apparmor", {"profiles": [fixture.profile("a", "enforce")], "loaded": fixture.unread}, {}),
		"want": {"profiles at boot": "pass", "profiles now": "unknown"},
	},
	"no profile": {"input": fixture.host("apparmor", {}, {}), "want": {"profiles at boot": "not-applicable", "profiles now": "not-applicable"}},
	"offline": {
		"input": fixture.offline("apparmor", {"profiles": [fixture.profile("a", "enforce")]}, {}),
		"want": {"profiles at boot": "pass"},
	},
	"SELinux enforcing": {"input": fixture.host("selinux", {}, {"mode": fixture.known("enforcing"), "live_mode": fixture.known("permissive")}), "want": {"SELinux at boot": "pass", "SELinux now": "fail"}},
	"SELinux file not readable": {"input": fixture.offline("selinux", {}, {"mode": fixture.unread}), "want": {"SELinux at boot": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as case.input
		with data.parameters as {"host.mac.enforcing": {"mode": "enforce"}}
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	observations := rule.observations with input as {"host": {}}
		with data.parameters as {"host.mac.enforcing": {"mode": "enforce"}}
	count(observations) == 0
}

test_complain_accepted if {
	snapshot := fixture.offline("apparmor", {"profiles": [fixture.profile("a", "complain")]}, {})
	observations := rule.observations with input as snapshot
		with data.parameters as {"host.mac.enforcing": {"mode": "complain"}}
	fixture.statuses(observations) == {"profiles at boot": "pass"}
}
