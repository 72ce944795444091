package policies.host.sudo.dedicated_group_test

import data.policies.host.sudo.dedicated_group as rule

_at := {"file": "/x", "line": 1}

_over(base, more) := object.union(object.remove(base, object.keys(more)), more)

_fact(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

_default(name, negated) := {"id": "/etc/sudoers:7", "scope": "user", "subjects": ["anna"], "name": name, "operator": "flag", "value": "", "negated": negated, "at": _at}

_rule(more) := _over({"id": "/etc/sudoers:9", "users": ["anna"], "hosts": ["ALL"], "run_as_users": ["www"], "run_as_groups": [], "command": "/bin/x", "arguments": "named", "negated": false, "tags": [], "nopasswd": false, "everyone": false, "all_commands": false, "as_root": false, "at": _at}, more)

_program(path, present, status) := {"id": path, "present": _fact(present), "status": status}

_sudo(more) := {"sudo": {"flag": "complete", "data": _over({"present": true, "implementation": _fact("sudo"), "programs": [], "rules": [], "defaults": [], "settings": [], "options": []}, more)}}

_option(name, value) := _sudo({"options": [{"id": name, "value": _fact(value)}]})

cases := {
	"as wanted": {"host": _sudo({"programs": [_program("/usr/bin/sudo", true, _fact({"kind": "file", "mode": 2120, "octal": "0000", "uid": 0, "gid": 900, "owner": "root", "group": "sudogrp"}))]}), "want": {"/usr/bin/sudo group": "pass", "/usr/bin/sudo mode": "pass"}},
	"as shipped": {"host": _sudo({"programs": [_program("/usr/bin/sudo", true, _fact({"kind": "file", "mode": 2541, "octal": "0000", "uid": 0, "gid": 0, "owner": "root", "group": "root"}))]}), "want": {"/usr/bin/sudo group": "fail", "/usr/bin/sudo mode": "fail"}},
	"not readable": {"host": _sudo({"programs": [_program("/usr/bin/sudo", true, _unread)]}), "want": {"/usr/bin/sudo group": "unknown", "/usr/bin/sudo mode": "unknown"}},
	"no sudo": {"host": _sudo({"programs": [_program("/usr/bin/sudo", false, _unread)]}), "want": {}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host} with data.parameters as {"host.sudo.dedicated_group": object.union({"groups": ["sudogrp"], "mode": "4110"}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"sudo": {"flag": "not-collected"}}} with data.parameters as {"host.sudo.dedicated_group": {"groups": ["sudogrp"], "mode": "4110"}}
}
