package policies.host.accounts.nologin_not_in_shells_test

import data.policies.host.accounts.nologin_not_in_shells as rule

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
	"none": {"host": _shells(["/bin/sh"]), "want": {"/etc/shells": "pass"}},
	"listed": {"host": _shells(["/bin/sh", "/usr/sbin/nologin"]), "want": {"/etc/shells": "fail"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"login_shells": {"flag": "not-collected"}}}
}
