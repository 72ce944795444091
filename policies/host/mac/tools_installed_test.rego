package policies.host.mac.tools_installed_test

import data.policies.host.mac.tools_installed as rule
import data.policies.lib.mac_test as fixture

cases := {
	"installed": {"input": fixture.with_packages("apparmor", ["apparmor-utils"]), "want": {"packages": "pass"}},
	"not installed": {"input": fixture.with_packages("apparmor", ["bash"]), "want": {"packages": "fail"}},
	"SELinux": {"input": fixture.with_packages("selinux", ["bash"]), "want": {"packages": "not-applicable"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as case.input
		with data.parameters as {"host.mac.tools_installed": {"packages": ["apparmor-utils"]}}
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	observations := rule.observations with input as {"host": {}}
		with data.parameters as {"host.mac.tools_installed": {"packages": ["apparmor-utils"]}}
	count(observations) == 0
}
