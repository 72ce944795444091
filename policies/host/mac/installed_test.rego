package policies.host.mac.installed_test

import data.policies.host.mac.installed as rule
import data.policies.lib.mac_test as fixture

cases := {
	"AppArmor": {"input": fixture.host("apparmor", {"installed": fixture.known(true)}, {}), "want": {"access-control": "pass"}},
	"no AppArmor": {"input": fixture.host("apparmor", {"installed": fixture.known(false)}, {}), "want": {"access-control": "fail"}},
	"SELinux": {"input": fixture.host("selinux", {"installed": fixture.known(false)}, {"installed": fixture.known(true)}), "want": {"access-control": "pass"}},
	"no SELinux": {"input": fixture.host("selinux", {"installed": fixture.known(true)}, {"installed": fixture.known(false)}), "want": {"access-control": "fail"}},
	"not readable": {"input": fixture.host("apparmor", {"installed": fixture.unread}, {}), "want": {"access-control": "unknown"}},
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
