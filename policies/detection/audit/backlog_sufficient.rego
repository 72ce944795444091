# METADATA
# title: The kernel keeps enough audit records for the daemon at boot
# description: |
#   Before the daemon runs, records wait in the kernel: 64 by default, and the rest is lost. `-b` in the rules
#   is set only later. Not applicable in a container.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.kernel.org/admin-guide/kernel-parameters.html
# custom:
#   severity: low
#   subject: boot-line
#   remediation: |
#     Add `audit_backlog_limit=8192` to GRUB_CMDLINE_LINUX in /etc/default/grub, then `update-grub`.
#   aliases: [audit-backlog]
#   parameters:
#     min_records:
#       default: 8192
#       description: "Records at least."
package policies.detection.audit.backlog_sufficient

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[line.id] := line.read if some line in _lines

passed[id] := verdict.proof($"audit_backlog_limit={one.value}", [one]) if {
	some id, one in _arguments
	regex.match(`^[0-9]+$`, one.value)
	to_number(one.value) >= _least
}

failed[id] := verdict.proof($"audit_backlog_limit={one.value}, less than {_least}", [one]) if {
	some id, one in _arguments
	regex.match(`^[0-9]+$`, one.value)
	to_number(one.value) < _least
}

failed[line.id] := verdict.proof("audit_backlog_limit is not among the arguments of the kernel", [line.read]) if {
	some line in _lines
	line.read.value
	every one in line.arguments {
		one.id != "audit_backlog_limit"
	}
}

# What boots next is judged; the running kernel and the file that grub.cfg is made from are told by the section.
_lines contains line if {
	some line in input.host.boot.data.lines
	line.id == "next"
}

_arguments[line.id] := one if {
	some line in _lines
	line.read.value
	some one in line.arguments
	one.id == "audit_backlog_limit"
}

_least := data.parameters["detection.audit.backlog_sufficient"].min_records
