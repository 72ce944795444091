# METADATA
# title: Audit rules load at boot and cannot be changed until the next start
# description: |
#   Without rules the daemon records logins only. Without `-e 2` as the last rule, whoever becomes root switches
#   the recording off first. A machine without auditd fails the rule on the daemon and lies outside of this one.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/augenrules.8.html
# custom:
#   severity: medium
#   subject: audit-rules
#   remediation: |
#     Put rules into /etc/audit/rules.d (each file with the mode 0640), `-e 2` into a file that sorts last
#     (99-finalize.rules), and restart the machine. The package auditd brings sets of rules to copy in
#     /usr/share/doc/auditd/examples/rules (RHEL: /usr/share/audit-rules).
#   aliases: [audit-immutable, auditd-running-rules-immutable]
package policies.detection.audit.rules_immutable

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["audit-rules"] := [input.host.auditd.data.rules, input.host.auditd.data.immutable]

passed["audit-rules"] := verdict.proof($"{rules.value} rules, the last -e is 2", [input.host.auditd.data.immutable]) if {
	rules := input.host.auditd.data.rules
	input.host.auditd.data.installed.value == true
	rules.value > 0
	input.host.auditd.data.immutable.value == true
}

failed["audit-rules"] := verdict.proof(concat("; ", sort(_reasons)), subjects["audit-rules"]) if {
	input.host.auditd.data.installed.value == true
	count(_reasons) > 0
}

not_applicable["audit-rules"] := verdict.proof("auditd is not installed", [input.host.auditd.data.installed]) if {
	input.host.auditd.data.installed.value == false
}

_reasons contains "no rule records anything" if input.host.auditd.data.rules.value == 0

_reasons contains "the rules can be changed while the machine runs (no -e 2)" if input.host.auditd.data.immutable.value == false
