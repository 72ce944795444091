package policies.host.files.suid_accepted_test

import data.policies.host.files.suid_accepted as rule
import data.policies.lib.walk_test as walk

program(path, octal, owner, group, from) := {
	"id": path,
	"suid": substring(octal, 0, 1) in {"4", "6"},
	"sgid": substring(octal, 0, 1) in {"2", "6"},
	"octal": octal,
	"owner": owner,
	"group": group,
	"package": from,
	"registered": false,
	"on_nosuid_mount": false,
	"at": {"file": path},
}

owned := {"value": "some", "at": {"file": "/x"}}

foreign := {"value": "", "at": {"file": "/x"}}

untold := {"unknown": "there are no file lists", "at": {"file": "/x"}}

shell := program("/var/tmp/.sh", "4755", "root", "root", foreign)

parameters := {"host.files.suid_accepted": {"accepted": [
	"/usr/bin/sudo root",
	"/usr/bin/chage :shadow",
	"/usr/bin/at daemon:daemon",
	"/usr/lib/*/utempter/utempter :utmp",
]}}

cases := {
	"accepted and of a package": [program("/usr/bin/sudo", "4755", "root", "root", owned), "pass"],
	"the same without a merged /usr": [program("/bin/sudo", "4755", "root", "root", owned), "pass"],
	"SGID": [program("/usr/bin/chage", "2755", "root", "shadow", owned), "pass"],
	"both bits": [program("/usr/bin/at", "6755", "daemon", "daemon", owned), "pass"],
	"below any folder": [program("/usr/lib/x86_64-linux-gnu/utempter/utempter", "2755", "root", "utmp", owned), "pass"],
	"a star is one folder": [program("/usr/lib/a/b/utempter/utempter", "2755", "root", "utmp", owned), "fail"],
	"accepted with another bit": [program("/usr/bin/chage", "4755", "root", "shadow", owned), "fail"],
	"accepted with another owner": [program("/usr/bin/sudo", "4755", "anna", "root", owned), "fail"],
	"of a package and not accepted": [program("/usr/bin/find", "4755", "root", "root", owned), "fail"],
	"accepted and of no package": [program("/usr/bin/sudo", "4755", "root", "root", foreign), "fail"],
	"a hidden shell": [shell, "fail"],
	"accepted, packages unknown": [program("/usr/bin/sudo", "4755", "root", "root", untold), "unknown"],
	"not accepted, packages unknown": [program("/opt/x", "4755", "root", "root", untold), "fail"],
	"registered by the package manager": [
		object.union(program("/usr/sbin/odd", "2755", "root", "odd", owned), {"registered": true}),
		"pass",
	],
	"registered and of no package": [
		object.union(program("/opt/odd", "2755", "root", "odd", foreign), {"registered": true}),
		"fail",
	],
	"on a nosuid mount": [object.union(shell, {"on_nosuid_mount": true}), "pass"],
}

test_status[note] if {
	some note, [file, want] in cases
	observations := rule.observations with input as walk.host(walk.whole, {"privileged": {"more": 0, "files": [file]}})
		with data.parameters as parameters
	walk.statuses(observations) == {file.id: want}
}

test_not_all_seen if {
	observations := rule.observations with input as walk.host(walk.partly, {"privileged": {"more": 0, "files": [shell]}})
		with data.parameters as parameters
	walk.statuses(observations) == {"/var/tmp/.sh": "fail", "/": "unknown"}
}

test_none if {
	observations := rule.observations with input as walk.host(walk.whole, {}) with data.parameters as parameters
	walk.statuses(observations) == {"/": "pass"}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"walk": {"flag": "not-collected"}}}
		with data.parameters as parameters
}
