package policies.host.pam.su_group_empty_test

import data.policies.host.pam.su_group_empty as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

_host(state, name, groups, users) := {
	"pam": {"flag": "complete", "data": {"su_guards": [{"id": "su", "state": _fact(state), "group": _fact(name)}]}},
	"accounts": {"flag": "complete", "data": {"groups": groups, "users": users}},
}

_group(name, gid, members) := {"id": name, "name": name, "gid": gid, "members": members, "at": _at}

cases := {
	"empty": {"host": _host("guards", "sugroup", [_group("sugroup", 999, [])], []), "want": {"su": "pass"}},
	"a member": {"host": _host("guards", "sugroup", [_group("sugroup", 999, ["ann"])], []), "want": {"su": "fail"}},
	"a member by first group": {"host": _host("guards", "sugroup", [_group("sugroup", 999, [])], [{"name": "ann", "uid": 1000, "gid": 999}]), "want": {"su": "fail"}},
	"no such group": {"host": _host("guards", "sugroup", [], []), "want": {"su": "fail"}},
	"gid 0 stands in for wheel": {"host": _host("guards", "", [_group("root", 0, [])], [{"name": "root", "uid": 0, "gid": 0}]), "want": {"su": "pass"}},
	"not guarded": {"host": _host("absent", "", [], []), "want": {}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}}
}
