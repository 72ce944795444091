package policies.host.cron.daemon_enabled_test

import data.policies.host.cron.daemon_enabled as rule

_known(value) := {"value": value, "at": {"file": "/etc/systemd/system"}}

_status(installed, enabled, jobs) := status if {
	section := {"cron_installed": installed, "cron_enabled": enabled, "jobs": jobs}
	observations := rule.observations with input as {"host": {"schedules": {"flag": "complete", "data": section}}}
	status := {o.status | some o in observations}
}

_script := {"kind": "script", "at": {"file": "/etc/cron.daily/dpkg"}}

_own := {"kind": "cron", "at": {"file": "/var/spool/cron/crontabs/root", "line": 1}}

_packaged := {"kind": "cron", "at": {"file": "/etc/cron.d/e2scrub_all", "line": 1}}

test_enabled_passes if _status(_known(true), _known(true), [_script]) == {"pass"}

test_disabled_with_jobs_fails if _status(_known(true), _known(false), [_script]) == {"fail"}

test_disabled_without_jobs_does_not_apply if _status(_known(true), _known(false), []) == {"not-applicable"}

test_jobs_of_packages_ask_for_no_daemon if _status(_known(false), _known(false), [_script, _packaged]) == {"not-applicable"}

test_an_own_crontab_without_a_daemon_fails if _status(_known(false), _known(false), [_own]) == {"fail"}

test_not_readable if {
	_status(_known(true), {"unknown": "permission denied", "at": {"file": "/etc/systemd/system"}}, [_script]) == {"unknown"}
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"schedules": {"flag": "not-collected"}}}
}
