package policies.host.files.world_writable_files_test

import data.policies.host.files.world_writable_files as rule
import data.policies.lib.walk_test as walk

cases := {
	"nothing found": [walk.host(walk.whole, {"writable_files": {"more": 0, "files": []}}), {"/": "pass"}],
	"nothing found, not all seen": [walk.host(walk.partly, {"writable_files": {"more": 0, "files": []}}), {"/": "unknown"}],
	"a file": [walk.host(walk.whole, {"writable_files": {"more": 0, "files": [walk.file("/srv/x", "0666", 1000, "anna")]}}), {"/srv/x": "fail"}],
	"a file, not all seen": [walk.host(walk.partly, {"writable_files": {"more": 0, "files": [walk.file("/srv/x", "0666", 0, "root")]}}), {"/srv/x": "fail", "/": "unknown"}],
}

test_status[note] if {
	some note, [input_, want] in cases
	observations := rule.observations with input as input_
	walk.statuses(observations) == want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"walk": {"flag": "not-collected"}}}
}
