package policies.host.mac.selinux_debug_tools_absent_test

import data.policies.host.mac.selinux_debug_tools_absent as rule
import data.policies.lib.mac_test as fixture

cases := {
	"absent": {"input": fixture.with_packages("selinux", ["bash"]), "want": {"packages": "pass"}},
	"installed": {"input": fixture.with_packages("selinux", ["setroubleshoot"]), "want": {"packages": "fail"}},
	"AppArmor": {"input": fixture.with_packages("apparmor", ["setroubleshoot"]), "want": {"packages": "not-applicable"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as case.input
		with data.parameters as {"host.mac.selinux_debug_tools_absent": {"packages": ["setroubleshoot"]}}
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	observations := rule.observations with input as {"host": {}}
		with data.parameters as {"host.mac.selinux_debug_tools_absent": {"packages": ["setroubleshoot"]}}
	count(observations) == 0
}
