package policies.host.files.account_backups_mode_test

import data.policies.host.files.account_backups_mode as rule
import data.policies.lib.files_test as files

cases := {
	"shadow-backup: 0640 root shadow": ["/etc/shadow-", "shadow-backup", files.status("0640", "root", "shadow"), "pass"],
	"shadow-backup: 0644 anna users": ["/etc/shadow-", "shadow-backup", files.status("0644", "anna", "users"), "fail"],
	"passwd-backup: 0644 root root": ["/etc/passwd-", "passwd-backup", files.status("0644", "root", "root"), "pass"],
	"passwd-backup: 0646 anna shadow": ["/etc/passwd-", "passwd-backup", files.status("0646", "anna", "shadow"), "fail"],
	"group-backup: 0600 root root": ["/etc/group-", "group-backup", files.status("0600", "root", "root"), "pass"],
	"group-backup: 0664 anna shadow": ["/etc/group-", "group-backup", files.status("0664", "anna", "shadow"), "fail"],
	"gshadow-backup: 0600 root root": ["/etc/gshadow-", "gshadow-backup", files.status("0600", "root", "root"), "pass"],
	"gshadow-backup: 0641 anna adm": ["/etc/gshadow-", "gshadow-backup", files.status("0641", "anna", "adm"), "fail"],
	"not readable": ["/etc/shadow-", "shadow-backup", files.unreadable, "unknown"],
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
