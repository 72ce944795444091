package policies.host.files.cron_closed_test

import data.policies.host.files.cron_closed as rule
import data.policies.lib.files_test as files

cases := {
	"closed": ["/etc/crontab", "crontab", files.status("0600", "root", "root"), "pass"],
	"who may write is judged elsewhere": ["/etc/crontab", "crontab", files.status("0622", "anna", "users"), "pass"],
	"as Debian has it": ["/etc/crontab", "crontab", files.status("0644", "root", "root"), "fail"],
	"a closed folder": ["/etc/cron.d", "cron-folder", files.kind_status("directory", "0700", "root", "root"), "pass"],
	"an open folder": ["/etc/cron.d", "cron-folder", files.kind_status("directory", "0755", "root", "root"), "fail"],
	"not readable": ["/etc/crontab", "crontab", files.unreadable, "unknown"],
}

test_status[note] if {
	some note, [path, class, status, want] in cases
	observations := rule.observations with input as files.host(path, class, status)
	files.statuses(observations) == {$"{path} readers": want}
}

test_jobs_in_the_folders_are_not_judged if {
	input_ := files.host("/etc/cron.d/x", "cron-job", files.status("0644", "root", "root"))
	count(rule.observations) == 0 with input as input_
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"files": {"flag": "not-collected"}}}
}
