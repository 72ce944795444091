package policies.host.cron.targets_safe_test

import data.policies.host.cron.targets_safe as rule

_known(value) := {"value": value, "at": {"file": "/etc/crontab", "line": 3}}

_unread := {"unknown": "permission denied", "at": {"file": "/etc/crontab", "line": 3}}

_status(user, runs, writers) := status if {
	job := {"id": "/etc/crontab:3", "user": user, "runs": runs, "programs": [{"id": "/usr/local/bin/x", "writers": writers}]}
	observations := rule.observations with input as {"host": {"schedules": {"flag": "complete", "data": {"jobs": [job]}}}}
	status := {[o.subject, o.status] | some o in observations}
}

_subject := "/etc/crontab:3 /usr/local/bin/x"

test_root_alone_passes if _status("root", _known(true), _known([])) == {[_subject, "pass"]}

test_a_writable_program_fails if _status("root", _known(true), _known(["everyone (/usr/local/bin)"])) == {[_subject, "fail"]}

test_the_job_of_another_user_is_not_judged if count(_status("www-data", _known(true), _known(["user 33 (/srv/x)"]))) == 0

test_a_job_that_is_off_does_not_count if _status("root", _known(false), _known(["everyone (/x)"])) == {[_subject, "not-applicable"]}

test_a_timer_that_cannot_be_looked_up_is_unknown if _status("root", _unread, _known([])) == {[_subject, "unknown"]}

test_closed_folders_are_unknown if _status("root", _known(true), _unread) == {[_subject, "unknown"]}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"schedules": {"flag": "not-collected"}}}
}
