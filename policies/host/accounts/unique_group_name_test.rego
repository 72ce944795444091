package policies.host.accounts.unique_group_name_test

import data.policies.host.accounts.unique_group_name as rule

_at := {"file": "/x", "line": 1}

_over(base, more) := object.union(object.remove(base, object.keys(more)), more)

_fact(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

_accounts(users, groups, remote) := {"accounts": {"flag": "complete", "data": {"users": users, "groups": groups, "remote_sources": remote}}}

_group(name, gid) := {"id": $"{name}:{gid}", "name": name, "gid": gid, "members": [], "at": _at}

cases := {
	"two names": {"host": _accounts([], [_group("a", 1), _group("b", 2)], []), "want": {"group:a:1": "pass", "group:b:2": "pass"}},
	"one name twice": {"host": _accounts([], [_group("a", 1), _group("a", 2)], []), "want": {"group:a:1": "fail", "group:a:2": "fail"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"accounts": {"flag": "not-collected"}}}
}
