package policies.host.mounts.opt_srv_usr_test

import data.policies.host.mounts.opt_srv_usr as rule
import data.policies.lib.mounts_test as mounts

cases := {
	"apart": [mounts.host("/opt", [["at boot", true, mounts.all]]), {"/opt": "pass", "/opt nosuid": "pass"}],
	"without nosuid": [mounts.host("/srv", [["at boot", true, ["nodev"]]]), {"/srv": "pass", "/srv nosuid": "fail"}],
	"/usr needs no option": [mounts.host("/usr", [["at boot", true, []]]), {"/usr": "pass"}],
	"not apart": [mounts.host("/opt", [["at boot", false, []]]), {"/opt": "fail", "/opt nosuid": "not-applicable"}],
	"not there": [mounts.point({"id": "/srv", "exists": false, "disk": false, "sides": [{"id": "at boot", "own": mounts.fact(false), "nosuid": mounts.fact(false)}]}), {"/srv": "not-applicable", "/srv nosuid": "not-applicable"}],
	"not readable": [mounts.host("/opt", [["at boot"]]), {"/opt": "unknown", "/opt nosuid": "unknown"}],
}

test_status[note] if {
	some note, [input_, want] in cases
	observations := rule.observations with input as input_
	mounts.statuses(observations) == want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"mounts": {"flag": "not-collected"}}}
}
