package policies.lib.ssh_test

import data.policies.lib.ssh

cases := {
	"the default": {"methods": ["any"], "want": {"any"}},
	"keys alone": {"methods": ["publickey"], "want": set()},
	"key and password": {"methods": ["publickey,password", "publickey,keyboard-interactive:pam"], "want": set()},
	"the password twice": {"methods": ["password,keyboard-interactive"], "want": {"password,keyboard-interactive"}},
	"one weak list of two": {"methods": ["publickey", "keyboard-interactive:pam"], "want": {"keyboard-interactive:pam"}},
}

test_password_lists[note] if {
	some note, case in cases
	ssh.password_lists(case.methods) == case.want
}
