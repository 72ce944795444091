package policies.host.services.mail_local_only_test

import data.policies.host.services.mail_local_only as rule

_at := {"file": "/etc/postfix/main.cf", "line": 3}

_agent(starts, local) := {
	"id": "postfix",
	"starts_at_boot": {"value": starts, "at": _at},
	"addresses": {"value": ["all"], "at": _at},
	"local_only": object.union({"at": _at}, local),
	"at": _at,
}

_offline := {"unknown": "on a running system only", "at": _at}

_statuses(agents, sockets) := {o.subject: o.status |
	some o in rule.observations with input as {"host": {"mail_transfer": {
		"flag": "complete",
		"data": {"agents": agents, "open_sockets": sockets},
	}}}
}

test_cases[note] if {
	some note, case in {
		"no agent, offline": [[], _offline, "pass"],
		"no agent, and another program listens": [[], {"value": ["tcp/0.0.0.0:25"], "at": _at}, "fail"],
		"local only, offline": [[_agent(true, {"value": true})], _offline, "pass"],
		"every address": [[_agent(true, {"value": false})], _offline, "fail"],
		"every address, but it does not start": [[_agent(false, {"value": false})], _offline, "pass"],
		"local in the file, open in fact": [[_agent(true, {"value": true})], {"value": ["tcp/0.0.0.0:25"], "at": _at}, "fail"],
		"a name that only the host resolves": [[_agent(true, {"unknown": "a name"})], _offline, "unknown"],
	}
	_statuses(case[0], case[1]) == {"mail": case[2]}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"mail_transfer": {"flag": "not-collected"}}}
}
