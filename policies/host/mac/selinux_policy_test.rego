package policies.host.mac.selinux_policy_test

import data.policies.host.mac.selinux_policy as rule
import data.policies.lib.mac_test as fixture

cases := {
	"targeted": {"input": fixture.host("selinux", {}, {}), "want": {"policy": "pass", "mode at boot": "pass", "mode now": "pass"}},
	"minimum": {"input": fixture.offline("selinux", {}, {"policy": fixture.known("minimum")}), "want": {"policy": "fail", "mode at boot": "pass"}},
	"disabled": {"input": fixture.offline("selinux", {}, {"mode": fixture.known("disabled")}), "want": {"policy": "pass", "mode at boot": "fail"}},
	"not readable": {"input": fixture.offline("selinux", {}, {"policy": fixture.unread}), "want": {"policy": "unknown", "mode at boot": "pass"}},
	"AppArmor": {"input": fixture.offline("apparmor", {}, {}), "want": {"policy": "not-applicable", "mode at boot": "not-applicable"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as case.input
		with data.parameters as {"host.mac.selinux_policy": {"policies": ["targeted", "mls"]}}
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	observations := rule.observations with input as {"host": {}}
		with data.parameters as {"host.mac.selinux_policy": {"policies": ["targeted", "mls"]}}
	count(observations) == 0
}
