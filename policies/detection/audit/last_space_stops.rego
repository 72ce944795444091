# METADATA
# title: The audit daemon stops the machine before its log runs full, or tells somebody by mail
# description: |
#   When the last space is reached, `single` or `halt` keep anything from happening without a record. Where one
#   of the actions is `email`, `action_mail_acct` must name somebody. Where a stop is worse than a gap, choose
#   other values in the parameter.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/auditd.conf.5.html
# custom:
#   severity: low
#   subject: setting
#   remediation: |
#     Set `admin_space_left_action = single` (or halt) and `action_mail_acct = root` in /etc/audit/auditd.conf.
#   aliases: [audit-admin-space-left]
#   parameters:
#     actions:
#       default: ["single", "halt"]
#       description: "Values of admin_space_left_action that are accepted."
package policies.detection.audit.last_space_stops

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["admin_space_left_action"] := _auditd.admin_space_left_action if _auditd.installed.value == true

subjects["action_mail_acct"] := [_auditd.action_mail_acct, _auditd.space_left_action] if _auditd.installed.value == true

passed["admin_space_left_action"] := verdict.proof($"admin_space_left_action is {fact.value}", [fact]) if {
	fact := subjects.admin_space_left_action
	fact.value in _good
}

failed["admin_space_left_action"] := verdict.proof($"admin_space_left_action is {_said(fact.value)}", [fact]) if {
	fact := subjects.admin_space_left_action
	count({fact.value} - _good) == 1
}

passed["action_mail_acct"] := verdict.proof($"mail goes to {fact.value}", [fact]) if {
	fact := subjects.action_mail_acct[0]
	count(_mailing) > 0
	fact.value != ""
}

failed["action_mail_acct"] := verdict.proof("an action is email, and action_mail_acct names nobody", _mailing) if {
	fact := subjects.action_mail_acct[0]
	count(_mailing) > 0
	fact.value == ""
}

not_applicable["action_mail_acct"] := verdict.proof("no action sends mail", []) if {
	every fact in [_auditd.space_left_action, _auditd.admin_space_left_action] {
		fact.value != "email"
	}
}

_mailing := [fact |
	some fact in [_auditd.space_left_action, _auditd.admin_space_left_action]
	fact.value == "email"
]

_auditd := input.host.auditd.data

_good := {value | some value in data.parameters["detection.audit.last_space_stops"].actions}

_said(text) := text if text != ""

_said("") := "not set"
