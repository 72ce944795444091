# METADATA
# title: The audit daemon acts when its disk is full or fails
# description: |
#   `suspend`, which the package sets, and `ignore` let the machine run on without a record, and tell nobody.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/auditd.conf.5.html
# custom:
#   severity: low
#   subject: setting
#   remediation: |
#     Set `disk_full_action` and `disk_error_action` to a value that the finding accepts (syslog, single or halt)
#     in /etc/audit/auditd.conf; halt only where a stop is better than a gap.
#   aliases: [audit-disk-full]
#   parameters:
#     disk_full:
#       default: ["syslog", "single", "halt"]
#       description: "Values of disk_full_action that are accepted."
#     disk_error:
#       default: ["syslog", "single", "halt"]
#       description: "Values of disk_error_action that are accepted."
package policies.detection.audit.disk_trouble_noticed

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["disk_full_action"] := input.host.auditd.data.disk_full_action if input.host.auditd.data.installed.value == true

subjects["disk_error_action"] := input.host.auditd.data.disk_error_action if input.host.auditd.data.installed.value == true

passed[id] := verdict.proof($"it is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value in _good[id]
}

failed[id] := verdict.proof($"it is {_said(fact.value)}, accepted is {concat(" or ", sort(_good[id]))}", [fact]) if {
	some id, fact in subjects
	count({fact.value} - _good[id]) == 1
}

_good["disk_full_action"] := {value | some value in _parameters.disk_full}

_good["disk_error_action"] := {value | some value in _parameters.disk_error}

_parameters := data.parameters["detection.audit.disk_trouble_noticed"]

_said(text) := text if text != ""

_said("") := "not set"
