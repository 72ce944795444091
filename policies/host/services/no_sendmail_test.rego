package policies.host.services.no_sendmail_test

import data.policies.host.services.no_sendmail as rule

_statuses(names) := {o.subject: o.status |
	packages := [{"id": name, "name": name, "provides": [], "at": {"file": "/x"}} | some name in names]
	some o in rule.observations with input as {"host": {"packages": {"flag": "complete", "data": {"manager": "dpkg", "packages": packages}}}}
		with data.parameters as {"host.services.no_sendmail": {"packages": ["sendmail", "sendmail-bin", "sendmail-base"]}}
}

test_nothing_of_the_sort_passes if _statuses(["bash"]) == {"packages": "pass"}

test_installed_fails if _statuses(["bash", "sendmail"]) == {"packages": "fail"}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"packages": {"flag": "not-collected"}}}
		with data.parameters as {"host.services.no_sendmail": {"packages": ["sendmail"]}}
}
