package policies.host.accounts.no_shell_locked_test

import data.policies.host.accounts.no_shell_locked as rule

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
	"nologin, locked": {"host": object.union(_accounts([_user("www", object.union(_password("locked"), {"shell": "/usr/sbin/nologin"}))], [], []), _shells(["/bin/bash"])), "want": {"user:www": "pass"}},
	"nologin, a password": {"host": object.union(_accounts([_user("www", object.union(_password("set"), {"shell": "/usr/sbin/nologin"}))], [], []), _shells(["/bin/bash", "/usr/sbin/nologin"])), "want": {"user:www": "fail"}},
	"a shell that is not listed": {"host": object.union(_accounts([_user("www", object.union(_password("set"), {"shell": "/opt/sh"}))], [], []), _shells(["/bin/bash"])), "want": {"user:www": "fail"}},
	"a valid shell": {"host": object.union(_accounts([_user("anna", _password("set"))], [], []), _shells(["/bin/bash"])), "want": {}},
	"empty is another finding": {"host": object.union(_accounts([_user("www", object.union(_password("empty"), {"shell": "/bin/false"}))], [], []), _shells(["/bin/bash"])), "want": {}},
	"shadow closed": {"host": object.union(_accounts([_user("www", {"shell": "/bin/false", "password": {"state": _unread}})], [], []), _shells(["/bin/bash"])), "want": {"user:www": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"accounts": {"flag": "not-collected"}, "login_shells": {"flag": "not-collected"}}}
}
