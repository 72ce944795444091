# METADATA
# title: The result of the integrity check reaches somebody
# description: |
#   A report that stays on the machine is read by nobody, or by the intruder. Mail (Debian's daily check mails
#   to root, cron mails what a job prints) or syslog (`report_url=syslog:…`) count; a timer that runs `aide
#   --check` and leaves its output in the journal does not. Whether the mail is delivered is not told.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://aide.github.io/doc/
# custom:
#   severity: low
#   subject: integrity-tool
#   remediation: |
#     Set MAILTO in /etc/default/aide, or add `report_url=syslog:LOG_AUTH` to aide.conf.
#   aliases: [ids-integrity-notify]
package policies.detection.integrity.report_reaches_somebody

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["aide"] := _aide.reports_to if {
	some tool in input.host.integrity.data.tools
	tool.id == "aide"
	tool.scheduled.value == true
}

# Whether it runs is not known: then its report may have to be judged.
subjects["aide"] := tool.scheduled if {
	some tool in input.host.integrity.data.tools
	tool.id == "aide"
	tool.scheduled.unknown
}

passed[id] := verdict.proof(concat(", ", fact.value), [fact]) if {
	some id, fact in subjects
	count(fact.value) > 0
}

failed[id] := verdict.proof("a run tells nobody", [fact]) if {
	some id, fact in subjects
	fact.value == []
}

_aide := input.host.integrity.data.aide
