package policies.host.pam.private_temporary_directories_test

import data.policies.host.pam.private_temporary_directories as rule

_at := {"file": "/etc/pam.d/x", "line": 1}

_fact(value) := {"value": value, "at": _at} if value != "?"

_fact("?") := {"unknown": "permission denied", "at": _at}

_host(reached, directories) := {"pam": {"flag": "complete", "data": {
	"services": [{"id": "sshd", "session": ["x"], "at": _at}],
	"lines": [{"id": "x", "type": "session", "module": "pam_namespace", "reached_in": reached, "at": _at}],
	"private_directories": [{"id": name, "at": _at} | some name in directories],
}}}

cases := {
	"both": {"host": _host(["sshd"], ["/tmp", "/var/tmp"]), "want": {"sshd": "pass"}},
	"one": {"host": _host(["sshd"], ["/tmp"]), "want": {"sshd": "fail"}},
	"not in the stack": {"host": _host([], ["/tmp", "/var/tmp"]), "want": {"sshd": "fail"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host}
		with data.parameters as {"host.pam.private_temporary_directories": object.union({"services": ["sshd"], "directories": ["/tmp", "/var/tmp"]}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_sections_give_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}} with data.parameters as {"host.pam.private_temporary_directories": {"services": ["sshd"], "directories": ["/tmp", "/var/tmp"]}}
}
