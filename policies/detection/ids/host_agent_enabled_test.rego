package policies.detection.ids.host_agent_enabled_test

import data.policies.detection.ids.host_agent_enabled as rule

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

cases := {
	"on": {"given": [_agent("wazuh", _is(true), _is(true))], "want": {"pass"}},
	"no server": {"given": [_agent("wazuh", _is(true), _is(false))], "want": {"fail"}},
	"off": {"given": [_agent("wazuh", _is(false), _is(true))], "want": {"fail"}},
	"none": {"given": [], "want": {"fail"}},
	"falco needs no server": {"given": [_agent("falco", _is(true), _unread)], "want": {"pass"}},
	"not readable": {"given": [_agent("wazuh", _is(true), _unread)], "want": {"unknown"}},
	"one of two works": {"given": [_agent("wazuh", _is(false), _is(true)), _agent("falco", _is(true), _unread)], "want": {"pass"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given)
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}}
}

_agent(id, enabled, server) := {"id": id, "at": _at, "enabled": enabled, "running": _unread, "server_set": server}

_input(agents) := {"host": {"ids": {"flag": "complete", "data": {"agent_installed": _is(count(agents) > 0), "agents": agents}}}}
