package policies.lib.files_test

import data.policies.lib.files

# A host with one file of a class, or one whose status cannot be read; tests of rules use it too.
host(path, class, status) := {"host": {"files": {"flag": "complete", "data": {
	"files": [{"id": path, "class": class, "status": status}],
	"absent": [],
}}}}

status(octal, owner, group) := kind_status("file", octal, owner, group)

kind_status(kind, octal, owner, group) := {
	"value": {
		"kind": kind,
		"mode": files.octal(octal),
		"octal": octal,
		"uid": numbers[owner],
		"gid": numbers[group],
		"owner": owner,
		"group": group,
	},
	"at": {"file": "/x"},
}

# Names of the tests with their numbers; `toor` is another name of root.
numbers := {
	"root": 0, "toor": 0, "shadow": 42, "adm": 4, "utmp": 43, "daemon": 1, "crontab": 101, "ssh_keys": 102,
	"systemd-journal": 103, "chrony": 104, "anna": 1000, "users": 100,
}

unreadable := {"unknown": "The mode could not be read. Run the scan as root.", "at": {"file": "/x"}}

statuses(observations) := {o.subject: o.status | some o in observations}

test_octal if {
	files.octal("0640") == 416
	files.octal("7777") == 4095
	files.octal("0000") == 0
}

fits_cases := {
	"equal": ["mode", status("0640", "root", "root"), {"mode": "0640"}, true],
	"stricter": ["mode", status("0400", "root", "root"), {"mode": "0640"}, true],
	"another bit": ["mode", status("0604", "root", "root"), {"mode": "0640"}, false],
	"SUID on a file": ["mode", status("4640", "root", "root"), {"mode": "0640"}, false],
	"SGID on a file": ["mode", status("2640", "root", "root"), {"mode": "0640"}, false],
	"sticky on a file": ["mode", status("1640", "root", "root"), {"mode": "0640"}, true],
	"SGID on a folder": ["mode", kind_status("directory", "2755", "root", "root"), {"mode": "0755"}, true],
	"write on a folder": ["mode", kind_status("directory", "0775", "root", "root"), {"mode": "0755"}, false],
	"root by another name": ["owner", status("0640", "toor", "root"), {"owner": ["root"]}, true],
	"another owner": ["owner", status("0640", "anna", "root"), {"owner": ["root"]}, false],
	"an allowed group": ["group", status("0640", "root", "adm"), {"group": ["root", "adm"]}, true],
	"another group": ["group", status("0640", "root", "users"), {"group": ["root", "adm"]}, false],
	"readers": ["readers", status("0722", "root", "root"), {"readers": ["root"]}, true],
	"other readers": ["readers", status("0640", "root", "root"), {"readers": ["root"]}, false],
}

test_fits[note] if {
	some note, [part, given, asked, want] in fits_cases
	files.fits(part, given.value, asked) == want
}

test_an_unreadable_status_proves_nothing if {
	files.kept({"c": {"mode": "0644"}}) == {} with input as host("/x", "c", unreadable)
	files.broken({"c": {"mode": "0644"}}) == {} with input as host("/x", "c", unreadable)
	count(files.parts({"c": {"mode": "0644"}})) == 1 with input as host("/x", "c", unreadable)
}
