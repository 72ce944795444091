# METADATA
# title: Jobs of cron are run by a daemon that starts at boot
# description: |
#   A crontab without its daemon is work that nobody does: rotation, checks and backups that were set up and
#   stand still. Without any job there is nothing to judge.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/crontab.5.html
#     description: crontab(5)
# custom:
#   severity: low
#   subject: cron
#   remediation: >-
#     `systemctl enable --now cron` (`crond` on RHEL), or move the jobs to timers and remove them.
#   aliases: [cron-enabled]
package policies.host.cron.daemon_enabled

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["cron"] := facts if {
	facts := {"enabled": input.host.schedules.data.cron_enabled, "installed": input.host.schedules.data.cron_installed}
}

_jobs := [job | some job in input.host.schedules.data.jobs; job.kind in {"cron", "script"}]

not_applicable["cron"] := verdict.proof("there is no cron daemon and no crontab of an administrator", [subjects.cron.installed]) if {
	subjects.cron.installed.value == false
	count(_own) == 0
}

# Packages put their jobs there for whoever has cron, and a timer beside them: those alone ask for no daemon.
_own := [job | some job in _jobs; job.kind == "cron"; count({job.at.file} - {"/etc/crontab"}) == 1; startswith(job.at.file, "/etc/cron.d/") == false]

passed["cron"] := verdict.proof("the daemon of cron starts at boot", [subjects.cron.enabled]) if {
	subjects.cron.enabled.value == true
}

failed["cron"] := verdict.proof("cron is installed, there are jobs, and its daemon does not start at boot", [subjects.cron.enabled]) if {
	subjects.cron.installed.value == true
	subjects.cron.enabled.value == false
	count(_jobs) > 0
}

not_applicable["cron"] := verdict.proof("there is no job", [subjects.cron.installed]) if {
	subjects.cron.installed.value == true
	subjects.cron.enabled.value == false
	count(_jobs) == 0
}

failed["cron"] := verdict.proof(concat(" ", ["no cron daemon runs the jobs of", concat(", ", {job.at.file | some job in _own})]), _own) if {
	subjects.cron.installed.value == false
	count(_own) > 0
}
