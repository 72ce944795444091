package policies.host.files.ssh_private_keys_mode_test

import data.policies.host.files.ssh_private_keys_mode as rule
import data.policies.lib.files_test as files

cases := {
	"ssh-private-key: 0600 root root": ["/etc/ssh/ssh_host_rsa_key", "ssh-private-key", files.status("0600", "root", "root"), "pass"],
	"ssh-private-key: 0644 anna users": ["/etc/ssh/ssh_host_rsa_key", "ssh-private-key", files.status("0644", "anna", "users"), "fail"],
	"ssh-private-key: 0640 root ssh_keys": ["/etc/ssh/ssh_host_rsa_key", "ssh-private-key", files.status("0640", "root", "ssh_keys"), "pass"],
	"not readable": ["/etc/ssh/ssh_host_rsa_key", "ssh-private-key", files.unreadable, "unknown"],
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
