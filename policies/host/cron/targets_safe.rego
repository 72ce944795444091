# METADATA
# title: Only root can change what root runs by itself
# description: |
#   A job of root that runs a file which somebody else may write gives that somebody root at the next run.
#   The whole way counts: the file, each folder above it (whoever may write a folder may replace what lies in
#   it), what a link leads to, and a file that does not exist yet where others may make it. Judged are the
#   programs that the command line of each job names: jobs in crontabs, scripts of cron.hourly to
#   cron.monthly, and timers of systemd that are on. What a program starts in its turn is not seen, nor are
#   jobs whose program is in a variable.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/crontab.5.html
#     description: crontab(5)
#   - ref: https://man7.org/linux/man-pages/man5/systemd.timer.5.html
#     description: systemd.timer(5)
# custom:
#   severity: critical
#   subject: scheduled-program
#   remediation: >-
#     `chown root:root FILE && chmod go-w FILE`, and the same for the folders above it; or let the job run as
#     the user who owns the file. Look first whether the file was changed already.
#   aliases: [cron-targets-safe]
package policies.host.cron.targets_safe

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[$"{job.id} {program.id}"] := {"runs": job.runs, "writers": program.writers} if {
	some job in input.host.schedules.data.jobs
	job.user in {"root", "0"}
	some program in job.programs
}

not_applicable[id] := verdict.proof("the job is switched off", [facts.runs]) if {
	some id, facts in subjects
	facts.runs.value == false
}

passed[id] := verdict.proof("only root can write it", [facts.writers]) if {
	some id, facts in subjects
	facts.runs.value == true
	facts.writers.value == []
}

failed[id] := verdict.proof($"root runs it, and it can be changed by {concat(", ", facts.writers.value)}", [facts.writers, facts.runs]) if {
	some id, facts in subjects
	facts.runs.value == true
	count(facts.writers.value) > 0
}
