package policies.host.accounts.root_password_test

import data.policies.host.accounts.root_password as rule

_at := {"file": "/x", "line": 1}

_over(base, more) := object.union(object.remove(base, object.keys(more)), more)

_fact(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

_accounts(users, groups, remote) := {"accounts": {"flag": "complete", "data": {"users": users, "groups": groups, "remote_sources": remote}}}

_group(name, gid) := {"id": $"{name}:{gid}", "name": name, "gid": gid, "members": [], "at": _at}

_user(name, more) := object.union({"id": name, "name": name, "uid": 1000, "gid": 1000, "shell": "/bin/bash", "can_log_in": true, "at": _at}, more)

_shells(paths) := {"login_shells": {"flag": "complete", "data": {"shells": [{"id": path, "nologin": endswith(path, "nologin"), "at": _at} | some path in paths]}}}

_password(state) := {"password": {"state": _fact(state)}}

cases := {
	"set": {"host": _accounts([_user("root", object.union(_password("set"), {"uid": 0}))], [], []), "want": {"user:root": "pass"}},
	"locked": {"host": _accounts([_user("root", object.union(_password("never-set"), {"uid": 0}))], [], []), "want": {"user:root": "pass"}},
	"set, wanted locked": {"host": _accounts([_user("root", object.union(_password("set"), {"uid": 0}))], [], []), "want": {"user:root": "fail"}, "parameters": {"wanted": "locked"}},
	"empty": {"host": _accounts([_user("root", object.union(_password("empty"), {"uid": 0}))], [], []), "want": {"user:root": "not-applicable"}},
	"closed": {"host": _accounts([_user("root", {"uid": 0, "password": {"state": _unread}})], [], []), "want": {"user:root": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host} with data.parameters as {"host.accounts.root_password": object.union({"wanted": "either"}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"accounts": {"flag": "not-collected"}}} with data.parameters as {"host.accounts.root_password": {"wanted": "either"}}
}
