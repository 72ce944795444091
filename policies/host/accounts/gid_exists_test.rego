package policies.host.accounts.gid_exists_test

import data.policies.host.accounts.gid_exists as rule

_at := {"file": "/x", "line": 1}

_over(base, more) := object.union(object.remove(base, object.keys(more)), more)

_fact(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

_accounts(users, groups, remote) := {"accounts": {"flag": "complete", "data": {"users": users, "groups": groups, "remote_sources": remote}}}

_group(name, gid) := {"id": $"{name}:{gid}", "name": name, "gid": gid, "members": [], "at": _at}

_user(name, more) := object.union({"id": name, "name": name, "uid": 1000, "gid": 1000, "shell": "/bin/bash", "can_log_in": true, "at": _at}, more)

cases := {
	"known": {"host": _accounts([_user("anna", {})], [_group("anna", 1000)], []), "want": {"user:anna": "pass"}},
	"unknown id": {"host": _accounts([_user("anna", {})], [_group("root", 0)], []), "want": {"user:anna": "fail"}},
	"perhaps in a directory": {"host": _accounts([_user("anna", {})], [_group("root", 0)], [{"database": "group", "service": "sss"}]), "want": {"user:anna": "unknown"}},
	"group file not read": {"host": _accounts([_user("anna", {})], [], []), "want": {}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"accounts": {"flag": "not-collected"}}}
}
