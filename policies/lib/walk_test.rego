package policies.lib.walk_test

import data.policies.lib.walk

# A walk with the given findings; tests of rules use it too.
host(whole, found) := {"host": {"walk": {"flag": "complete", "data": object.union(
	{
		"whole": whole,
		"seen": 1000,
		"left_out": [],
		"privileged": {"more": 0, "files": []},
		"writable_files": {"more": 0, "files": []},
		"writable_folders": {"more": 0, "files": []},
		"unowned": {"more": 0, "files": []},
	},
	found,
)}}}

whole := {"value": true, "at": {"file": "/"}}

partly := {"unknown": "3 folders were not entered. Run the scan as root.", "at": {"file": "/"}}

file(path, octal, uid, owner) := {
	"id": path,
	"octal": octal,
	"sticky": startswith(octal, "1"),
	"uid": uid,
	"owner": owner,
	"group": "root",
	"at": {"file": path},
}

statuses(observations) := {o.subject: o.status | some o in observations}

cases := {
	"nothing, all seen": [whole, [], {"/"}, {"/"}],
	"nothing, not all seen": [partly, [], {"/"}, set()],
	"something, all seen": [whole, ["x"], set(), set()],
	"something, not all seen": [partly, ["x"], {"/"}, set()],
}

test_the_subject_of_the_whole[note] if {
	some note, [fact, found, subjects, passed] in cases
	object.keys(walk.whole(found)) == subjects with input as host(fact, {})
	object.keys(walk.nothing(found, "file")) == passed with input as host(fact, {})
}
