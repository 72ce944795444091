package policies.host.files.log_files_mode_test

import data.policies.host.files.log_files_mode as rule
import data.policies.lib.files_test as files

cases := {
	"log-messages: 0640 root adm": ["/var/log/auth.log", "log-messages", files.status("0640", "root", "adm"), "pass"],
	"log-messages: 0644 anna users": ["/var/log/auth.log", "log-messages", files.status("0644", "anna", "users"), "fail"],
	"log-journal: 0640 root systemd-journal": ["/var/log/journal/1/system.journal", "log-journal", files.status("0640", "root", "systemd-journal"), "pass"],
	"log-journal: 0644 anna users": ["/var/log/journal/1/system.journal", "log-journal", files.status("0644", "anna", "users"), "fail"],
	"log-logins: 0664 root utmp": ["/var/log/wtmp", "log-logins", files.status("0664", "root", "utmp"), "pass"],
	"log-logins: 0666 anna users": ["/var/log/wtmp", "log-logins", files.status("0666", "anna", "users"), "fail"],
	"log-failed-logins: 0660 root utmp": ["/var/log/btmp", "log-failed-logins", files.status("0660", "root", "utmp"), "pass"],
	"log-failed-logins: 0664 anna users": ["/var/log/btmp", "log-failed-logins", files.status("0664", "anna", "users"), "fail"],
	"not readable": ["/var/log/auth.log", "log-messages", files.unreadable, "unknown"],
}

test_status[note] if {
	some note, [path, class, status, want] in cases
	observations := rule.observations with input as files.host(path, class, status) with data.parameters as {"host.files.log_files_mode": {"messages_mode": "0640", "other_mode": "0664"}}
	files.statuses(observations) == {$"{path} {part}": want | some part in ["owner", "group", "mode"]}
}

test_of_other_logs_only_the_mode_is_judged if {
	observations := rule.observations with input as files.host("/var/log/mysql/error.log", "log-other", files.status("0660", "anna", "users"))
		with data.parameters as {"host.files.log_files_mode": {"messages_mode": "0640", "other_mode": "0640"}}
	files.statuses(observations) == {"/var/log/mysql/error.log mode": "fail"}
}

test_another_class_is_not_judged if {
	input_ := files.host("/x", "passwd", files.status("0666", "anna", "users"))
	count(rule.observations) == 0 with input as input_ with data.parameters as {"host.files.log_files_mode": {"messages_mode": "0640", "other_mode": "0664"}}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"files": {"flag": "not-collected"}}} with data.parameters as {"host.files.log_files_mode": {"messages_mode": "0640", "other_mode": "0664"}}
}
