package policies.host.cron.at_users_listed_test

import data.policies.host.cron.at_users_listed as rule

_known(value) := {"value": value, "at": {"file": "/etc/at.allow"}}

_unread := {"unknown": "permission denied", "at": {"file": "/etc/at.allow"}}

_status(installed, allow, deny) := status if {
	lists := [{"id": "at.allow", "present": allow}, {"id": "at.deny", "present": deny}]
	observations := rule.observations with input as {"host": {"schedules": {"flag": "complete", "data": {"at_installed": installed, "lists": lists}}}}
	status := {o.status | some o in observations}
}

test_status[note] if {
	some note, case in {
		"listed": [[true, true, false], "pass"],
		"no list": [[true, false, false], "fail"],
		"both": [[true, true, true], "fail"],
		"only who may not": [[true, false, true], "fail"],
		"not installed": [[false, false, false], "not-applicable"],
	}
	[installed, allow, deny] := case[0]
	_status(_known(installed), _known(allow), _known(deny)) == {case[1]}
}

test_not_readable if _status(_known(true), _unread, _known(false)) == {"unknown"}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"schedules": {"flag": "not-collected"}}}
}
