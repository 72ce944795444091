package policies.iam.directory.admin_cloud_only_test

import data.policies.iam.directory.admin_cloud_only as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the account below, and the verdict that it gives.
cases := {
	"of the cloud": {"identity": {}, "want": "pass"},
	"synchronized": {"identity": {"origin": _known("synced")}, "want": "fail"},
	"synchronized, with a part of the administration": {"identity": {"origin": _known("synced"), "power": _known("privileged")}, "want": "fail"},
	"synchronized and ordinary": {"identity": {"origin": _known("synced"), "power": _known("standard")}, "want": "not-applicable"},
	"synchronized and disabled": {"identity": {"origin": _known("synced"), "enabled": _known(false)}, "want": "not-applicable"},
	"ordinary and disabled": {"identity": {"power": _known("standard"), "enabled": _known(false)}, "want": "not-applicable"},
	"its origin is not known": {"identity": {"origin": _unread}, "want": "unknown"},
	"its roles are not known": {"identity": {"power": _unread, "origin": _known("synced")}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.identity) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"directory_state": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.directory.admin_cloud_only": {"powers": ["admin", "privileged"]}}

_input(identity) := {"iam": {"directory_state": {"flag": "complete", "data": {"identities": [object.union(object.remove(_identity, object.keys(identity)), identity)]}}}}

_identity := {"id": "user:ann@x.example", "kind": "human", "name": "ann@x.example", "at": _at, "enabled": _known(true), "power": _known("admin"), "origin": _known("local")}
