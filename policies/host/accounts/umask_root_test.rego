package policies.host.accounts.umask_root_test

import data.policies.host.accounts.umask_root as rule

_at := {"file": "/x", "line": 1}

_over(base, more) := object.union(object.remove(base, object.keys(more)), more)

_fact(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

_possible(bits, by) := {"octal": "0000", "bits": bits, "set_by": by, "at": _at}

_session(id, root, possible) := {
	"id": id,
	"root": root,
	"shell": "bash",
	"login": contains(id, "login"),
	"umask": {"unknown": "depends on a condition", "at": _at},
	"umask_possible": possible,
	"umask_certain": true,
	"tmout": _fact(0),
	"tmout_possible": [],
	"tmout_certain": true,
	"tmout_readonly": _fact(false),
}

_shell(sessions) := {"shell_init": {"flag": "complete", "data": {"sessions": sessions}}}

cases := {
	"set by no file of root": {"host": _shell([_session("root login bash", true, [_possible(18, "system")])]), "want": {"shell:root login bash": "pass"}},
	"strict": {"host": _shell([_session("root login bash", true, [_possible(63, "own")])]), "want": {"shell:root login bash": "pass"}},
	"loose": {"host": _shell([_session("root login bash", true, [_possible(18, "own")])]), "want": {"shell:root login bash": "fail"}},
	"a condition decides": {"host": _shell([_session("root login bash", true, [_possible(18, "own"), _possible(18, "system")])]), "want": {"shell:root login bash": "unknown"}},
	"not understood": {"host": _shell([_over(_session("root login bash", true, []), {"umask_certain": false})]), "want": {"shell:root login bash": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host} with data.parameters as {"host.accounts.umask_root": object.union({"umask": "027"}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"shell_init": {"flag": "not-collected"}}} with data.parameters as {"host.accounts.umask_root": {"umask": "027"}}
}
