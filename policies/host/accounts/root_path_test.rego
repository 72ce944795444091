package policies.host.accounts.root_path_test

import data.policies.host.accounts.root_path as rule

_at := {"file": "/x", "line": 1}

_over(base, more) := object.union(object.remove(base, object.keys(more)), more)

_fact(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

_status(mode, uid, gid) := _fact({"kind": "directory", "mode": mode, "octal": "0755", "uid": uid, "gid": gid, "owner": "x", "group": "y"})

_entry(id, more) := _over({"id": id, "form": "absolute", "exists": _fact(true), "status": _status(493, 0, 0), "places": [{"at": _at}]}, more)

_path(entries, unclear) := {"root_path": {"flag": "complete", "data": {"entries": entries, "unclear": unclear}}}

cases := {
	"root's": {"host": _path([_entry("/bin", {})], []), "want": {"root PATH /bin": "pass"}},
	"empty": {"host": _path([_entry("(empty)", {"form": "empty", "status": _unread})], []), "want": {"root PATH (empty)": "fail"}},
	"relative": {"host": _path([_entry("bin", {"form": "relative", "status": _unread})], []), "want": {"root PATH bin": "fail"}},
	"another owner": {"host": _path([_entry("/opt/x", {"status": _status(493, 1000, 0)})], []), "want": {"root PATH /opt/x": "fail"}},
	"world-writable": {"host": _path([_entry("/opt/x", {"status": _status(511, 0, 0)})], []), "want": {"root PATH /opt/x": "fail"}},
	"writable for a group": {"host": _path([_entry("/opt/x", {"status": _status(509, 0, 50)})], []), "want": {"root PATH /opt/x": "fail"}},
	"writable for the group root": {"host": _path([_entry("/opt/x", {"status": _status(509, 0, 0)})], []), "want": {"root PATH /opt/x": "pass"}},
	"a file": {"host": _path([_entry("/opt/x", {"status": _fact({"kind": "file", "mode": 493, "octal": "0755", "uid": 0, "gid": 0, "owner": "root", "group": "root"})})], []), "want": {"root PATH /opt/x": "fail"}},
	"missing, only root can make it": {"host": _path([_entry("/root/bin", {"exists": _fact(false)})], []), "want": {"root PATH /root/bin": "pass"}},
	"missing, anybody can make it": {"host": _path([_entry("/tmp/bin", {"exists": _fact(false), "status": _status(1023, 0, 0)})], []), "want": {"root PATH /tmp/bin": "fail"}},
	"not readable": {"host": _path([_entry("/root/bin", {"exists": _unread, "status": _unread})], []), "want": {"root PATH /root/bin": "unknown"}},
	"not understood": {"host": _path([], [_unread]), "want": {"root PATH of /x:1": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"root_path": {"flag": "not-collected"}}}
}
