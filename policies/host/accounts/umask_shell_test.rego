package policies.host.accounts.umask_shell_test

import data.policies.host.accounts.umask_shell as rule

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
	"strict": {"host": _shell([_session("login bash", false, [_possible(23, "system")])]), "want": {"shell:login bash": "pass"}},
	"loose": {"host": _shell([_session("login bash", false, [_possible(18, "system")])]), "want": {"shell:login bash": "fail"}},
	"nothing sets it": {"host": _shell([_session("login bash", false, [_possible(18, "default")])]), "want": {"shell:login bash": "fail"}},
	"either way loose": {"host": _shell([_session("login bash", false, [_possible(18, "system"), _possible(2, "system")])]), "want": {"shell:login bash": "fail"}},
	"a condition decides": {"host": _shell([_session("login bash", false, [_possible(18, "system"), _possible(23, "system")])]), "want": {"shell:login bash": "unknown"}},
	"by login.defs": {"host": _shell([_session("login bash", false, [_possible(18, "login.defs")])]), "want": {"shell:login bash": "not-applicable"}},
	"a further shell that loosens": {"host": _shell([_session("login bash", false, [_possible(23, "system")]), _session("further bash", false, [_possible(18, "system")])]), "want": {"shell:login bash": "pass", "shell:further bash": "fail"}},
	"a further shell with the same": {"host": _shell([_session("login bash", false, [_possible(23, "system")]), _session("further bash", false, [_possible(23, "system")])]), "want": {"shell:login bash": "pass"}},
	"not understood": {"host": _shell([_over(_session("login bash", false, [_possible(18, "system")]), {"umask_certain": false})]), "want": {"shell:login bash": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host} with data.parameters as {"host.accounts.umask_shell": object.union({"umask": "027"}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"shell_init": {"flag": "not-collected"}}} with data.parameters as {"host.accounts.umask_shell": {"umask": "027"}}
}
