# METADATA
# title: Each integrity tool checks by schedule
# description: |
#   A baseline that nobody compares with detects nothing. A timer that is enabled, a job of cron that calls the
#   tool, or the agent that runs all the time. That the last run went well and that somebody reads it is not told
#   by this.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://aide.github.io/
# custom:
#   severity: medium
#   subject: integrity-tool
#   remediation: |
#     Enable the timer of the package: `systemctl enable --now dailyaidecheck.timer`.
#   aliases: [ids-integrity-scheduled, fim-check-scheduled-and-recent]
package policies.detection.integrity.check_scheduled

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[tool.id] := tool.scheduled if some tool in input.host.integrity.data.tools

passed[id] := verdict.proof("its check is scheduled", [fact]) if {
	some id, fact in subjects
	fact.value == true
}

failed[id] := verdict.proof("nothing runs its check", [fact]) if {
	some id, fact in subjects
	fact.value == false
}
