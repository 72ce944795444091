# METADATA
# title: Every audit rule on disk is loaded
# description: |
#   auditctl stops at the first line that it or the kernel refuses, and no rule behind it is loaded; the daemon
#   starts all the same. Common causes: a watch below a folder that does not exist, the same rule twice, a
#   comment or a quote behind a rule, a tab, a system call that this word size does not have, rules behind `-e
#   2` in audit.rules. `-i` or `-c` above lets it go on, which still leaves out the refused rule.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
#   - ref: https://man7.org/linux/man-pages/man8/augenrules.8.html
# custom:
#   severity: medium
#   subject: audit-rules
#   remediation: |
#     Mend or remove the line, then `augenrules --load` and look at what it prints; put `-c` into a file that
#     sorts first so that one line does not take down the others.
package policies.detection.audit.rules_load

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["audit-rules"] := input.host.auditd.data.load_error if input.host.auditd.data.installed.value == true

passed[id] := verdict.proof("auditctl takes every line", [fact]) if {
	some id, fact in subjects
	fact.value == ""
}

failed[id] := verdict.proof(fact.value, [fact]) if {
	some id, fact in subjects
	fact.value != ""
}
