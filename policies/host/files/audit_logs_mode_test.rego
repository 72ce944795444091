package policies.host.files.audit_logs_mode_test

import data.policies.host.files.audit_logs_mode as rule
import data.policies.lib.files_test as files

cases := {
	"audit-log: 0640 root adm": ["/var/log/audit/audit.log", "audit-log", files.status("0640", "root", "adm"), "pass"],
	"audit-log: 0644 anna users": ["/var/log/audit/audit.log", "audit-log", files.status("0644", "anna", "users"), "fail"],
	"audit-log-folder: 0750 root adm": ["/var/log/audit", "audit-log-folder", files.status("0750", "root", "adm"), "pass"],
	"audit-log-folder: 0755 anna users": ["/var/log/audit", "audit-log-folder", files.status("0755", "anna", "users"), "fail"],
	"not readable": ["/var/log/audit/audit.log", "audit-log", files.unreadable, "unknown"],
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
