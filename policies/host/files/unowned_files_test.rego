package policies.host.files.unowned_files_test

import data.policies.host.files.unowned_files as rule
import data.policies.lib.walk_test as walk

cases := {
	"nothing found": [walk.host(walk.whole, {"unowned": {"more": 0, "files": []}}), {"/": "pass"}],
	"nothing found, not all seen": [walk.host(walk.partly, {"unowned": {"more": 0, "files": []}}), {"/": "unknown"}],
	"no such account": [walk.host(walk.whole, {"unowned": {"more": 0, "files": [{"id": "/srv/x", "below": 0, "uid": 1234, "gid": 5678, "user": {"value": false, "at": {"file": "/srv/x"}}, "group": {"value": true, "at": {"file": "/srv/x"}}, "at": {"file": "/srv/x"}}]}}), {"/srv/x": "fail"}],
	"no such group, with more below": [walk.host(walk.whole, {"unowned": {"more": 0, "files": [{"id": "/srv/x", "below": 7, "uid": 1234, "gid": 5678, "user": {"value": true, "at": {"file": "/srv/x"}}, "group": {"value": false, "at": {"file": "/srv/x"}}, "at": {"file": "/srv/x"}}]}}), {"/srv/x": "fail"}],
	"an account that a directory may know": [walk.host(walk.whole, {"unowned": {"more": 0, "files": [{"id": "/srv/x", "below": 0, "uid": 1234, "gid": 5678, "user": {"unknown": "ask getent", "at": {"file": "/srv/x"}}, "group": {"value": true, "at": {"file": "/srv/x"}}, "at": {"file": "/srv/x"}}]}}), {"/srv/x": "unknown"}],
	"not all seen": [walk.host(walk.partly, {"unowned": {"more": 0, "files": [{"id": "/srv/x", "below": 0, "uid": 1234, "gid": 5678, "user": {"value": false, "at": {"file": "/srv/x"}}, "group": {"value": false, "at": {"file": "/srv/x"}}, "at": {"file": "/srv/x"}}]}}), {"/srv/x": "fail", "/": "unknown"}],
}

test_status[note] if {
	some note, [input_, want] in cases
	observations := rule.observations with input as input_
	walk.statuses(observations) == want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"walk": {"flag": "not-collected"}}}
}
