# METADATA
# title: The audit daemon's log files may grow large enough
# description: |
#   With small files and few of them, an hour of noise turns the log over. A missing setting counts as too
#   small.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/auditd.conf.5.html
# custom:
#   severity: low
#   subject: auditd
#   remediation: |
#     Set `max_log_file = 8` (MiB) or more in /etc/audit/auditd.conf.
#   aliases: [audit-log-size]
#   parameters:
#     min_mib:
#       default: 6
#       description: "Size of one file at least, in MiB."
package policies.detection.audit.log_size_sufficient

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["auditd"] := input.host.auditd.data.max_log_file if input.host.auditd.data.installed.value == true

passed[id] := verdict.proof($"max_log_file is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value >= _least
}

failed[id] := verdict.proof($"max_log_file is {fact.value}, less than {_least}", [fact]) if {
	some id, fact in subjects
	fact.value > 0
	fact.value < _least
}

failed[id] := verdict.proof("max_log_file is not set", [fact]) if {
	some id, fact in subjects
	fact.value == 0
}

_least := data.parameters["detection.audit.log_size_sufficient"].min_mib
