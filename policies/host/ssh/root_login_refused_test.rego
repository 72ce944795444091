package policies.host.ssh.root_login_refused_test

import data.policies.host.ssh.root_login_refused as rule

_at := {"file": "/etc/ssh/sshd_config", "line": 32}

cases := {
	"no": {"fact": {"value": "no", "at": _at}, "want": "pass"},
	"yes": {"fact": {"value": "yes", "at": _at}, "want": "fail"},
	"keys only": {"fact": {"value": "prohibit-password", "at": _at}, "want": "fail"},
	"not readable": {"fact": {"unknown": "permission denied", "at": _at}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case.fact)
	{o.status | some o in observations} == {case.want}
}

test_match_block_is_judged_by_itself if {
	observations := rule.observations with input as {"host": {"sshd": {"flag": "complete", "data": {"servers": [{
		"id": "sshd",
		"permit_root_login": {"value": "no", "at": _at},
		"match_blocks": [{
			"id": "match:Address 10.0.0.0/8",
			"criteria": "Address 10.0.0.0/8",
			"at": _at,
			"settings": [{"id": "permit_root_login", "value": {"value": "yes", "at": _at}}],
		}],
	}]}}}}
	{o.subject: o.status | some o in observations} == {"sshd": "pass", "sshd match:Address 10.0.0.0/8": "fail"}
}

test_no_server_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"sshd": {"flag": "does-not-exist"}}}
}

_snapshot(fact) := {"host": {"sshd": {"flag": "complete", "data": {"servers": [{
	"id": "sshd",
	"permit_root_login": fact,
}]}}}}
