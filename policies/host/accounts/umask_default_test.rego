package policies.host.accounts.umask_default_test

import data.policies.host.accounts.umask_default as rule

_at := {"file": "/x", "line": 1}

_over(base, more) := object.union(object.remove(base, object.keys(more)), more)

_fact(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

_defs(more) := {"login_defs": {"flag": "complete", "data": more}}

cases := {
	"as wanted": {"host": _defs({"umask": _fact("027")}), "want": {"login.defs": "pass"}},
	"stricter": {"host": _defs({"umask": _fact("0077")}), "want": {"login.defs": "pass"}},
	"looser": {"host": _defs({"umask": _fact("022")}), "want": {"login.defs": "fail"}},
	"not stricter in each bit": {"host": _defs({"umask": _fact("070")}), "want": {"login.defs": "fail"}},
	"no number": {"host": _defs({"umask": _fact("u=rwx")}), "want": {"login.defs": "unknown"}},
	"wanted by another policy": {"host": _defs({"umask": _fact("027")}), "want": {"login.defs": "fail"}, "parameters": {"umask": "077"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host} with data.parameters as {"host.accounts.umask_default": object.union({"umask": "027"}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"login_defs": {"flag": "not-collected"}}} with data.parameters as {"host.accounts.umask_default": {"umask": "027"}}
}
