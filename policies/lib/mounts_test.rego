package policies.lib.mounts_test

import data.policies.lib.mounts

# A host with one mount point; tests of rules use it too. A side is [id, own, the options that hold].
host(path, sides) := point({"id": path, "exists": true, "disk": true, "sides": [_side(side) | some side in sides]})

point(given) := {"host": {"mounts": {"flag": "complete", "data": {"points": [given]}}}}

_side([id, own, options]) := {
	"id": id,
	"own": fact(own),
	"nodev": fact("nodev" in options),
	"nosuid": fact("nosuid" in options),
	"noexec": fact("noexec" in options),
}

_side([id]) := {"id": id, "own": untold, "nodev": untold, "nosuid": untold, "noexec": untold}

fact(value) := {"value": value, "at": {"file": "/etc/fstab", "line": 1}}

untold := {"unknown": "fstab could not be read. Run the scan as root.", "at": {"file": "/etc/fstab"}}

all := ["nodev", "nosuid", "noexec"]

statuses(observations) := {o.subject: o.status | some o in observations}

sides_cases := {
	"own and restricted on both sides": [[["now", true, all], ["at boot", true, all]], "separate", "held"],
	"offline": [[["at boot", true, all]], "separate", "held"],
	"a container without an init": [[["now", true, all]], "separate", "held"],
	"not kept at boot": [[["now", true, all], ["at boot", false, []]], "joined", "held"],
	"not mounted yet": [[["now", false, []], ["at boot", true, all]], "joined", "held"],
	"options lost at boot": [[["now", true, all], ["at boot", true, []]], "separate", "lacking"],
	"options not applied yet": [[["now", true, []], ["at boot", true, all]], "separate", "lacking"],
	"no mount of its own": [[["now", false, []], ["at boot", false, []]], "joined", "not mounted"],
	"a side that cannot be told": [[["now", true, all], ["at boot"]], "nothing", "nothing"],
	"lacking, beside a side that cannot be told": [[["now", true, []], ["at boot"]], "nothing", "lacking"],
}

test_sides[note] if {
	some note, [sides, own, option] in sides_cases
	input_ := host("/tmp", sides)
	told := {
		"separate": mounts.separate({"/tmp"}),
		"joined": mounts.joined({"/tmp"}),
	} with input as input_
	{name | some name, table in told; count(table) == 1} == {own} - {"nothing"}
	options := {
		"held": mounts.held({"/tmp"}, {"nodev"}),
		"lacking": mounts.lacking({"/tmp"}, {"nodev"}),
		"not mounted": mounts.not_mounted({"/tmp"}, {"nodev"}),
	} with input as input_
	{name | some name, table in options; count(table) == 1} == {option} - {"nothing"}
}

test_a_folder_that_is_not_there if {
	input_ := point({"id": "/srv", "exists": false, "disk": false, "sides": [_side(["at boot", false, []])]})
	object.keys(mounts.absent({"/srv"})) == {"/srv"} with input as input_
	count(mounts.joined({"/srv"})) == 0 with input as input_
}
