# METADATA
# title: The audit rules in the kernel are those on disk
# description: |
#   Rules that were changed on disk do not hold before they are loaded, and whoever is root can take rules out
#   of the kernel without touching a file (`auditctl -D`). Only a running machine tells, to root. Order and keys
#   are not compared.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
#   - ref: https://man7.org/linux/man-pages/man8/augenrules.8.html
# custom:
#   severity: medium
#   subject: audit-rules
#   remediation: |
#     `augenrules --load`, or restart the machine where the rules are locked (-e 2); find out who changed them.
package policies.detection.audit.kernel_rules_as_on_disk

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["audit-rules"] := input.host.audit_coverage.data.drift

passed[id] := verdict.proof("the kernel holds the rules that load at boot", [fact]) if {
	some id, fact in subjects
	fact.value == []
}

failed[id] := verdict.proof(concat("; ", array.concat(array.slice(fact.value, 0, 5), _more(fact.value))), [fact]) if {
	some id, fact in subjects
	count(fact.value) > 0
}

_more(list) := [$"and {count(list) - 5} more"] if count(list) > 5

_more(list) := [] if count(list) <= 5
