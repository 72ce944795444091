package policies.host.files.sticky_folders_test

import data.policies.host.files.sticky_folders as rule
import data.policies.lib.walk_test as walk

cases := {
	"nothing found": [walk.host(walk.whole, {"writable_folders": {"more": 0, "files": []}}), {"/": "pass"}],
	"nothing found, not all seen": [walk.host(walk.partly, {"writable_folders": {"more": 0, "files": []}}), {"/": "unknown"}],
	"sticky": [walk.host(walk.whole, {"writable_folders": {"more": 0, "files": [walk.file("/tmp", "1777", 0, "root")]}}), {"/tmp": "pass"}],
	"sticky, not all seen": [walk.host(walk.partly, {"writable_folders": {"more": 0, "files": [walk.file("/tmp", "1777", 0, "root")]}}), {"/tmp": "pass", "/": "unknown"}],
	"not sticky": [walk.host(walk.whole, {"writable_folders": {"more": 0, "files": [walk.file("/srv/x", "0777", 0, "root")]}}), {"/srv/x": "fail"}],
}

test_status[note] if {
	some note, [input_, want] in cases
	observations := rule.observations with input as input_
	walk.statuses(observations) == want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"walk": {"flag": "not-collected"}}}
}
