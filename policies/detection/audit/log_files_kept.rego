# METADATA
# title: The audit daemon keeps its full log files
# description: |
#   With `rotate` the oldest file is overwritten, and who makes enough noise erases the trace. `keep_logs` needs
#   somebody who carries the files off; where they are forwarded, waive this.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/auditd.conf.5.html
# custom:
#   severity: low
#   subject: auditd
#   remediation: |
#     Set `max_log_file_action = keep_logs` in /etc/audit/auditd.conf.
#   aliases: [audit-log-keep]
#   parameters:
#     actions:
#       default: ["keep_logs"]
#       description: "Values of max_log_file_action that are accepted."
package policies.detection.audit.log_files_kept

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["auditd"] := input.host.auditd.data.max_log_file_action if input.host.auditd.data.installed.value == true

passed[id] := verdict.proof($"max_log_file_action is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value in _good
}

failed[id] := verdict.proof($"max_log_file_action is {_said(fact.value)}", [fact]) if {
	some id, fact in subjects
	count({fact.value} - _good) == 1
}

_good := {value | some value in data.parameters["detection.audit.log_files_kept"].actions}

_said(text) := text if text != ""

_said("") := "not set"
