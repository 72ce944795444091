package policies.host.accounts.tmout_test

import data.policies.host.accounts.tmout as rule

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

_timed(id, seconds, readonly) := _over(_session(id, false, []), {"tmout": _fact(seconds), "tmout_possible": [_fact(seconds)], "tmout_readonly": _fact(readonly)})

cases := {
	"set and read-only": {"host": _shell([_timed("login bash", 900, true)]), "want": {"shell:login bash": "pass"}},
	"not read-only": {"host": _shell([_timed("login bash", 900, false)]), "want": {"shell:login bash": "fail"}},
	"not set": {"host": _shell([_timed("login bash", 0, false), _timed("further bash", 0, false)]), "want": {"shell:login bash": "fail"}},
	"too long": {"host": _shell([_timed("login bash", 9000, true)]), "want": {"shell:login bash": "fail"}},
	"not handed down": {"host": _shell([_timed("login bash", 600, true), _timed("further bash", 0, false)]), "want": {"shell:login bash": "pass", "shell:further bash": "fail"}},
	"a condition decides": {"host": _shell([_over(_timed("login bash", 0, true), {"tmout": _unread})]), "want": {"shell:login bash": "unknown"}},
	"read-only by a condition": {"host": _shell([_over(_timed("login bash", 600, true), {"tmout_readonly": _unread})]), "want": {"shell:login bash": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host} with data.parameters as {"host.accounts.tmout": object.union({"max_seconds": 900}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"shell_init": {"flag": "not-collected"}}} with data.parameters as {"host.accounts.tmout": {"max_seconds": 900}}
}
