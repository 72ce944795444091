package policies.host.boot.menu_password_test

import data.policies.host.boot.menu_password as rule
import data.policies.lib.kernel_test as fixture

_host(loader, password) := {"host": {"boot": {"flag": "complete", "data": {"loader": fixture.known(loader), "menu_password": password}}}}

cases := {
	"hashed": {"input": _host("grub", fixture.known("hashed")), "want": "pass"},
	"none": {"input": _host("grub", fixture.known("none")), "want": "fail"},
	"clear text": {"input": _host("grub", fixture.known("plain")), "want": "fail"},
	"grub.cfg not readable": {"input": _host("grub", fixture.unread), "want": "unknown"},
	"no loader": {"input": _host("none", fixture.unread), "want": "not-applicable"},
	"systemd-boot": {"input": _host("systemd-boot", fixture.unread), "want": "not-applicable"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as case.input
	fixture.statuses(observations) == {"boot-loader": case.want}
}

test_absent_section_gives_no_observation if {
	observations := rule.observations with input as {"host": {"boot": {"flag": "not-collected"}}}
	count(observations) == 0
}
