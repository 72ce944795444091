# METADATA
# title: Auditing is on from the start of the kernel
# description: |
#   Programs that start before the daemon have no audit context and are never recorded, whatever rules are
#   loaded later. Not applicable in a container.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.kernel.org/admin-guide/kernel-parameters.html
# custom:
#   severity: low
#   subject: boot-line
#   remediation: |
#     Add `audit=1` to GRUB_CMDLINE_LINUX in /etc/default/grub, then `update-grub` (RHEL: `grubby --update-kernel
#     ALL --args audit=1`).
#   aliases: [audit-boot]
package policies.detection.audit.audit_from_the_start

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[line.id] := line.read if some line in _lines

passed[id] := verdict.proof($"audit={one.value}", [one]) if {
	some id, one in _arguments
	one.value in {"1", "on"}
}

failed[id] := verdict.proof($"audit={one.value}", [one]) if {
	some id, one in _arguments
	count({one.value} - {"1", "on"}) == 1
}

failed[line.id] := verdict.proof("audit is not among the arguments of the kernel", [line.read]) if {
	some line in _lines
	line.read.value
	every one in line.arguments {
		one.id != "audit"
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
	one.id == "audit"
}
