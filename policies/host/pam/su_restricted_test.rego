package policies.host.pam.su_restricted_test

import data.policies.host.pam.su_restricted as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

_host(state, use_uid, group) := {"pam": {"flag": "complete", "data": {"su_guards": [{
	"id": "su", "state": _fact(state), "use_uid": _fact(use_uid), "group": _fact(group),
}]}}}

cases := {
	"guarded": {"host": _host("guards", true, "sugroup"), "want": {"su": "pass"}},
	"wheel": {"host": _host("guards", true, ""), "want": {"su": "pass"}},
	"absent": {"host": _host("absent", false, ""), "want": {"su": "fail"}},
	"trusts": {"host": _host("trusts", true, ""), "want": {"su": "fail"}},
	"optional": {"host": _host("not-binding", true, ""), "want": {"su": "fail"}},
	"without use_uid": {"host": _host("guards", false, "sugroup"), "want": {"su": "fail"}},
	"another group is asked for": {"host": _host("guards", true, ""), "parameters": {"group": "sugroup"}, "want": {"su": "fail"}},
	"that group": {"host": _host("guards", true, "sugroup"), "parameters": {"group": "sugroup"}, "want": {"su": "pass"}},
	"not worked out": {"host": _host("?", true, ""), "want": {"su": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host}
		with data.parameters as {"host.pam.su_restricted": object.union({"group": ""}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}} with data.parameters as {"host.pam.su_restricted": {"group": ""}}
}
