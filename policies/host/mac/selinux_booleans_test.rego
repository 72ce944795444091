package policies.host.mac.selinux_booleans_test

import data.policies.host.mac.selinux_booleans as rule
import data.policies.lib.mac_test as fixture

cases := {
	"as wanted": {"input": fixture.host("selinux", {}, {"booleans": [{"id": "deny_execmem", "on": fixture.known(true)}]}), "want": {"deny_execmem": "pass"}},
	"otherwise": {"input": fixture.host("selinux", {}, {"booleans": [{"id": "deny_execmem", "on": fixture.known(false)}]}), "want": {"deny_execmem": "fail"}},
	"another one": {"input": fixture.host("selinux", {}, {"booleans": [{"id": "httpd_x", "on": fixture.known(false)}]}), "want": {}},
	"not known": {"input": fixture.host("selinux", {}, {"booleans": [{"id": "deny_execmem", "on": fixture.unread}]}), "want": {"deny_execmem": "unknown"}},
	"AppArmor": {"input": fixture.host("apparmor", {}, {"booleans": [{"id": "deny_execmem", "on": fixture.known(false)}]}), "want": {"deny_execmem": "not-applicable"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as case.input
		with data.parameters as {"host.mac.selinux_booleans": {"wanted": {"deny_execmem": true}}}
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	observations := rule.observations with input as {"host": {}}
		with data.parameters as {"host.mac.selinux_booleans": {"wanted": {"deny_execmem": true}}}
	count(observations) == 0
}
