package policies.host.ssh.no_conflicting_lines_test

import data.policies.host.ssh.no_conflicting_lines as rule

_at(line) := {"file": "/etc/ssh/sshd_config", "line": line}

_host(conflicts) := {"sshd": {"flag": "complete", "data": {"servers": [{"id": "sshd", "at": _at(1), "conflicts": conflicts}]}}}

test_no_conflict_passes if {
	some observation in rule.observations with input as {"host": _host([])}
	observation.status == "pass"
	observation.subject == "sshd"
}

test_a_conflict_fails_with_the_line_that_lost if {
	lost := {"at": _at(9), "text": "X11Forwarding yes", "why": "the first value wins"}
	conflict := {"id": "x11forwarding", "holds": {"value": "X11Forwarding no", "at": _at(2), "overridden": [lost]}}
	observations := rule.observations with input as {"host": _host([conflict])}
	{[o.subject, o.status] | some o in observations} == {["sshd x11forwarding", "fail"]}
	some observation in observations
	observation.overridden == [lost]
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"sshd": {"flag": "not-collected"}}}
}
