package policies.host.sudo.timestamp_timeout_test

import data.policies.host.sudo.timestamp_timeout as rule

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
	"the default": {"host": _option("timestamp_timeout", "15"), "want": {"Defaults timestamp_timeout": "pass"}},
	"each time": {"host": _option("timestamp_timeout", "0"), "want": {"Defaults timestamp_timeout": "pass"}},
	"a fraction": {"host": _option("timestamp_timeout", "2.5"), "want": {"Defaults timestamp_timeout": "pass"}},
	"never": {"host": _option("timestamp_timeout", "-1"), "want": {"Defaults timestamp_timeout": "fail"}},
	"too long": {"host": _option("timestamp_timeout", "60"), "want": {"Defaults timestamp_timeout": "fail"}},
	"no number": {"host": _option("timestamp_timeout", "soon"), "want": {"Defaults timestamp_timeout": "unknown"}},
	"for one user": {"host": _sudo({"options": [{"id": "timestamp_timeout", "value": _fact("5")}], "defaults": [_over(_default("timestamp_timeout", false), {"operator": "=", "value": "-1"})]}), "want": {"Defaults timestamp_timeout": "pass", "Defaults timestamp_timeout for anna (/etc/sudoers:7)": "fail"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host} with data.parameters as {"host.sudo.timestamp_timeout": object.union({"max_minutes": 15}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"sudo": {"flag": "not-collected"}}} with data.parameters as {"host.sudo.timestamp_timeout": {"max_minutes": 15}}
}
