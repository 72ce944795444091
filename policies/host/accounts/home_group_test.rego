package policies.host.accounts.home_group_test

import data.policies.host.accounts.home_group as rule

_at := {"file": "/x", "line": 1}

_over(base, more) := object.union(object.remove(base, object.keys(more)), more)

_fact(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

_status(mode, uid, gid) := _fact({"kind": "directory", "mode": mode, "octal": "0000", "uid": uid, "gid": gid, "owner": "x", "group": "y"})

_home(more) := _over(
	{
		"id": "anna",
		"user": "anna",
		"uid": 1000,
		"gid": 1000,
		"path": "/home/anna",
		"at": _at,
		"exists": _fact(true),
		"status": _status(448, 1000, 1000),
		"listed": _fact(3),
		"files": [],
	},
	more,
)

_file(name, class, mode, loose) := {"id": $"/home/anna/{name}", "name": name, "kind": "file", "class": class, "status": _status(mode, 1000, 1000), "loose": _fact(loose)}

_homes(homes) := {"homes": {"flag": "complete", "data": {"homes": homes}}}

cases := {
	"own": {"host": _homes([_home({})]), "want": {"home:anna": "pass"}},
	"another": {"host": _homes([_home({"status": _status(448, 1000, 4)})]), "want": {"home:anna": "fail"}},
	"missing": {"host": _homes([_home({"exists": _fact(false), "status": _unread})]), "want": {}},
	"not readable": {"host": _homes([_home({"status": _unread})]), "want": {"home:anna": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"homes": {"flag": "not-collected"}}}
}
