package policies.host.files.security_config_mode_test

import data.policies.host.files.security_config_mode as rule
import data.policies.lib.files_test as files

cases := {
	"crypttab: 0644 root root": ["/etc/crypttab", "crypttab", files.status("0644", "root", "root"), "pass"],
	"crypttab: 0666 anna users": ["/etc/crypttab", "crypttab", files.status("0666", "anna", "users"), "fail"],
	"secret: 0640 root chrony": ["/etc/chrony/chrony.keys", "secret", files.status("0640", "root", "chrony"), "pass"],
	"secret: 0644 anna users": ["/etc/chrony/chrony.keys", "secret", files.status("0644", "anna", "users"), "fail"],
	"security-config: 0755 root root": ["/etc/nftables.conf", "security-config", files.status("0755", "root", "root"), "pass"],
	"security-config: 0757 anna users": ["/etc/nftables.conf", "security-config", files.status("0757", "anna", "users"), "fail"],
	"not readable": ["/etc/crypttab", "crypttab", files.unreadable, "unknown"],
}

test_status[note] if {
	some note, [path, class, status, want] in cases
	observations := rule.observations with input as files.host(path, class, status) with data.parameters as {"host.files.security_config_mode": {"crypttab_mode": "0644"}}
	files.statuses(observations) == {$"{path} {part}": want | some part in ["owner", "group", "mode"]}
}

test_another_class_is_not_judged if {
	input_ := files.host("/x", "passwd", files.status("0666", "anna", "users"))
	count(rule.observations) == 0 with input as input_ with data.parameters as {"host.files.security_config_mode": {"crypttab_mode": "0644"}}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"files": {"flag": "not-collected"}}} with data.parameters as {"host.files.security_config_mode": {"crypttab_mode": "0644"}}
}
