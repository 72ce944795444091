package policies.host.files.group_mode_test

import data.policies.host.files.group_mode as rule
import data.policies.lib.files_test as files

cases := {
	"group: 0644 root root": ["/etc/group", "group", files.status("0644", "root", "root"), "pass"],
	"group: 0664 anna users": ["/etc/group", "group", files.status("0664", "anna", "users"), "fail"],
	"not readable": ["/etc/group", "group", files.unreadable, "unknown"],
}

test_status[note] if {
	some note, [path, class, status, want] in cases
	observations := rule.observations with input as files.host(path, class, status)
	files.statuses(observations) == {$"{path} {part}": want | some part in ["owner", "group", "mode"]}
}

test_another_class_is_not_judged if {
	input_ := files.host("/x", "passwd", files.status("0666", "anna", "users"))
	count(rule.observations) == 0 with input as input_
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"files": {"flag": "not-collected"}}}
}
