package policies.host.mac.on_at_boot_test

import data.policies.host.mac.on_at_boot as rule
import data.policies.lib.kernel_test as kernel
import data.policies.lib.mac_test as fixture

_host(system, arguments) := object.union(fixture.host(system, {}, {}), kernel.with_lines([kernel.line("next", arguments), kernel.line("default-file", {"apparmor": "0"})]))

cases := {
	"nothing said": {"system": "apparmor", "arguments": {"quiet": ""}, "want": "pass", "explicit": "fail"},
	"said": {"system": "apparmor", "arguments": {"apparmor": "1", "security": "apparmor"}, "want": "pass", "explicit": "pass"},
	"half said": {"system": "apparmor", "arguments": {"apparmor": "1"}, "want": "pass", "explicit": "fail"},
	"off": {"system": "apparmor", "arguments": {"apparmor": "0"}, "want": "fail", "explicit": "fail"},
	"another one": {"system": "apparmor", "arguments": {"security": "tomoyo"}, "want": "fail", "explicit": "fail"},
	"not in the list": {"system": "apparmor", "arguments": {"lsm": "landlock,yama"}, "want": "fail", "explicit": "fail"},
	"in the list": {"system": "apparmor", "arguments": {"lsm": "landlock,yama,apparmor"}, "want": "pass", "explicit": "fail"},
	"SELinux of no concern": {"system": "apparmor", "arguments": {"selinux": "0", "enforcing": "0"}, "want": "pass", "explicit": "fail"},
	"SELinux off": {"system": "selinux", "arguments": {"selinux": "0"}, "want": "fail", "explicit": "fail"},
	"SELinux permissive": {"system": "selinux", "arguments": {"enforcing": "0"}, "want": "fail", "explicit": "fail"},
	"SELinux on": {"system": "selinux", "arguments": {"selinux": "1"}, "want": "pass", "explicit": "pass"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _host(case.system, case.arguments)
		with data.parameters as {"host.mac.on_at_boot": {"explicit": false}}
	fixture.statuses(observations) == {"at the next boot": case.want}
}

test_explicit[note] if {
	some note, case in cases
	observations := rule.observations with input as _host(case.system, case.arguments)
		with data.parameters as {"host.mac.on_at_boot": {"explicit": true}}
	fixture.statuses(observations) == {"at the next boot": case.explicit}
}

test_unread_line_is_unknown if {
	observations := rule.observations with input as object.union(fixture.host("apparmor", {}, {}), kernel.with_lines([kernel.closed_line("running")]))
		with data.parameters as {"host.mac.on_at_boot": {"explicit": false}}
	fixture.statuses(observations) == {"now": "unknown"}
}

test_absent_section_gives_no_observation if {
	observations := rule.observations with input as {"host": {}}
		with data.parameters as {"host.mac.on_at_boot": {"explicit": false}}
	count(observations) == 0
}
