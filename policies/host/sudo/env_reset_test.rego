package policies.host.sudo.env_reset_test

import data.policies.host.sudo.env_reset as rule

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
	"on": {"host": _option("env_reset", "true"), "want": {"Defaults env_reset": "pass"}},
	"off": {"host": _option("env_reset", "false"), "want": {"Defaults env_reset": "fail"}},
	"off for one user": {"host": _sudo({"options": [{"id": "env_reset", "value": _fact("true")}], "defaults": [_default("env_reset", true)]}), "want": {"Defaults env_reset": "pass", "Defaults env_reset for anna (/etc/sudoers:7)": "fail"}},
	"depends on the version": {"host": _sudo({"options": [{"id": "env_reset", "value": _unread}]}), "want": {"Defaults env_reset": "unknown"}},
	"no sudoers": {"host": _sudo({"present": false}), "want": {}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"sudo": {"flag": "not-collected"}}}
}
