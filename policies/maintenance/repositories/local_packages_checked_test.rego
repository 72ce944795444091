package policies.maintenance.repositories.local_packages_checked_test

import data.policies.maintenance.repositories.local_packages_checked as rule

_host(fact) := {"host": {"repositories": {"flag": "complete", "data": {"rpm": {"local_packages_checked": fact}}}}}

_status(fact) := {one.status | some one in rule.observations with input as _host(fact)}

test_pass if _status({"value": true, "at": {"file": "/etc/dnf/dnf.conf"}}) == {"pass"}

test_fail if _status({"value": false, "at": {"file": "/etc/dnf/dnf.conf"}}) == {"fail"}

test_unknown if _status({"unknown": "closed", "at": {"file": "/etc/dnf/dnf.conf"}}) == {"unknown"}

test_apt_is_not_judged if {
	count(rule.observations) == 0 with input as {"host": {"repositories": {"flag": "complete", "data": {"repositories": []}}}}
}
