package policies.lib.homes_test

import data.policies.lib.homes

_home := {
	"id": "anna",
	"exists": {"value": true, "at": {"file": "/home/anna"}},
	"listed": {"value": 9, "at": {"file": "/home/anna"}},
	"files": [],
}

test_many_findings_are_cut if {
	wrong := {"anna": {[$"file {number}", {"status": {"at": {"file": "/x"}}}] | some number in numbers.range(1, 7)}}
	endswith(homes.failed([_home], wrong)["home:anna"].message, "file 5; and 2 more")
}

test_nothing_wrong_passes if homes.passed([_home], {}, "fine")["home:anna"].message == "fine"

test_not_listed_passes_nothing if {
	unlisted := object.union(object.remove(_home, ["listed"]), {"listed": {"unknown": "closed", "at": {"file": "/x"}}})
	count(homes.passed([unlisted], {}, "fine")) == 0
	count(homes.subjects([unlisted])) == 1
}
