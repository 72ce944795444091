package policies.host.sessions.idle_stopped_test

import data.policies.host.sessions.idle_stopped as rule

_at := {"file": "/x", "line": 1}

_over(base, more) := object.union(object.remove(base, object.keys(more)), more)

_fact(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

_logind(seconds, understood) := {"logind": {"flag": "complete", "data": {"stop_idle_session_seconds": seconds, "understands_stop_idle_session": understood}}}

cases := {
	"ten minutes": {"host": _logind(_fact(600), _fact(true)), "want": {"logind": "pass"}},
	"never": {"host": _logind(_fact(0), _fact(true)), "want": {"logind": "fail"}},
	"too long": {"host": _logind(_fact(3600), _fact(true)), "want": {"logind": "fail"}},
	"an old systemd": {"host": _logind(_fact(600), _fact(false)), "want": {"logind": "not-applicable"}},
	"version not known": {"host": _logind(_fact(600), _unread), "want": {"logind": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host} with data.parameters as {"host.sessions.idle_stopped": object.union({"max_seconds": 600}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"logind": {"flag": "not-collected"}}} with data.parameters as {"host.sessions.idle_stopped": {"max_seconds": 600}}
}
