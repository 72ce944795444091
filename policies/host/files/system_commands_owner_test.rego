package policies.host.files.system_commands_owner_test

import data.policies.host.files.system_commands_owner as rule
import data.policies.lib.files_test as files

given(status, seen, loose) := {"host": {"commands": {"flag": "complete", "data": {"folders": [{
	"id": "/usr/bin",
	"status": status,
	"seen": seen,
	"loose": loose,
}]}}}}

closed := files.kind_status("directory", "0755", "root", "root")

seen := {"value": 900, "at": {"file": "/usr/bin"}}

cases := {
	"all root's": [given(closed, seen, []), {"/usr/bin": "pass", "/usr/bin/*": "pass"}],
	"a folder its group may write": [
		given(files.kind_status("directory", "0775", "root", "users"), seen, []),
		{"/usr/bin": "fail", "/usr/bin/*": "pass"},
	],
	"a command of somebody else": [
		given(closed, seen, [{"id": "/usr/bin/x", "status": files.status("0755", "anna", "root")}]),
		{"/usr/bin": "pass", "/usr/bin/*": "pass", "/usr/bin/x": "fail"},
	],
	"a command everybody may write": [
		given(closed, seen, [{"id": "/usr/bin/x", "status": files.status("0757", "root", "root")}]),
		{"/usr/bin": "pass", "/usr/bin/*": "pass", "/usr/bin/x": "fail"},
	],
	"an accepted one": [
		given(closed, seen, [{"id": "/usr/bin/at", "status": files.status("6755", "daemon", "daemon")}]),
		{"/usr/bin": "pass", "/usr/bin/*": "pass", "/usr/bin/at": "pass"},
	],
	"one that cannot be read": [
		given(closed, seen, [{"id": "/usr/bin/x", "status": files.unreadable}]),
		{"/usr/bin": "pass", "/usr/bin/*": "pass", "/usr/bin/x": "unknown"},
	],
	"nothing can be read": [
		given(files.unreadable, {"unknown": "closed", "at": {"file": "/usr/bin"}}, []),
		{"/usr/bin": "unknown", "/usr/bin/*": "unknown"},
	],
}

parameters := {"host.files.system_commands_owner": {"accepted": ["/usr/bin/at"]}}

test_status[note] if {
	some note, [input_, want] in cases
	observations := rule.observations with input as input_ with data.parameters as parameters
	files.statuses(observations) == want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"commands": {"flag": "not-collected"}}}
		with data.parameters as parameters
}
