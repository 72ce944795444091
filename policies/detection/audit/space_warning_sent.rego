# METADATA
# title: The audit daemon warns when space for its log runs out
# description: |
#   `ignore` and `syslog` tell nobody in time; a full disk ends the recording.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/auditd.conf.5.html
# custom:
#   severity: low
#   subject: auditd
#   remediation: |
#     Set `space_left_action = email` (with `action_mail_acct`), or exec, single, halt, in /etc/audit/auditd.conf.
#   aliases: [audit-space-left]
#   parameters:
#     actions:
#       default: ["email", "exec", "single", "halt"]
#       description: "Values of space_left_action that are accepted."
package policies.detection.audit.space_warning_sent

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["auditd"] := input.host.auditd.data.space_left_action if input.host.auditd.data.installed.value == true

passed[id] := verdict.proof($"space_left_action is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value in _good
}

failed[id] := verdict.proof($"space_left_action is {_said(fact.value)}", [fact]) if {
	some id, fact in subjects
	count({fact.value} - _good) == 1
}

_good := {value | some value in data.parameters["detection.audit.space_warning_sent"].actions}

_said(text) := text if text != ""

_said("") := "not set"
