package policies.host.accounts.root_no_direct_login_test

import data.policies.host.accounts.root_no_direct_login as rule

_at := {"file": "/x", "line": 1}

_over(base, more) := object.union(object.remove(base, object.keys(more)), more)

_fact(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

_accounts(users, groups, remote) := {"accounts": {"flag": "complete", "data": {"users": users, "groups": groups, "remote_sources": remote}}}

_group(name, gid) := {"id": $"{name}:{gid}", "name": name, "gid": gid, "members": [], "at": _at}

_user(name, more) := object.union({"id": name, "name": name, "uid": 1000, "gid": 1000, "shell": "/bin/bash", "can_log_in": true, "at": _at}, more)

_shells(paths) := {"login_shells": {"flag": "complete", "data": {"shells": [{"id": path, "nologin": endswith(path, "nologin"), "at": _at} | some path in paths]}}}

_password(state) := {"password": {"state": _fact(state)}}

_console(asked, terminals) := {"console_login": {"flag": "complete", "data": {"securetty_asked": _fact(asked), "terminals": _fact(terminals)}}}

cases := {
	"locked": {"host": object.union(_accounts([_user("root", object.union(_password("locked"), {"uid": 0}))], [], []), _console(false, ["any"])), "want": {"user:root": "pass"}},
	"no terminal": {"host": object.union(_accounts([_user("root", object.union(_password("set"), {"uid": 0}))], [], []), _console(true, [])), "want": {"user:root": "pass"}},
	"securetty that nobody asks": {"host": object.union(_accounts([_user("root", object.union(_password("set"), {"uid": 0}))], [], []), _console(false, [])), "want": {"user:root": "fail"}},
	"a terminal": {"host": object.union(_accounts([_user("root", object.union(_password("set"), {"uid": 0}))], [], []), _console(true, ["tty1"])), "want": {"user:root": "fail"}},
	"shadow closed": {"host": object.union(_accounts([_user("root", {"uid": 0, "password": {"state": _unread}})], [], []), _console(false, [])), "want": {"user:root": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"accounts": {"flag": "not-collected"}, "console_login": {"flag": "not-collected"}}}
}
