# METADATA
# title: The debugging tools of SELinux are not installed
# description: |
#   setroubleshoot reads the denials of all programs and suggests how to allow them: for a desk, not for a
#   server. Only machines of the RHEL family.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/selinux.8.html
#     description: selinux(8)
# custom:
#   severity: low
#   subject: packages
#   remediation: >-
#     `dnf remove setroubleshoot setroubleshoot-server setroubleshoot-plugins`
#   aliases: [mac-selinux-debug-absent]
#   parameters:
#     packages:
#       default: ["setroubleshoot", "setroubleshoot-server", "setroubleshoot-plugins"]
#       description: Names of the packages that must not be installed.
package policies.host.mac.selinux_debug_tools_absent

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["packages"] := {"system": input.host.mac.data.system, "manager": input.host.packages.data.manager}

not_applicable["packages"] := verdict.proof($"the access control is {input.host.mac.data.system.value}", [input.host.mac.data.system]) if {
	input.host.mac.data.system.value != "selinux"
}

_refused := {one | some one in data.parameters["host.mac.selinux_debug_tools_absent"].packages}

_found contains one if {
	some one in input.host.packages.data.packages
	one.name in _refused
}

passed["packages"] := verdict.proof("no such package is installed", []) if {
	input.host.mac.data.system.value == "selinux"
	every one in input.host.packages.data.packages {
		count({one.name} & _refused) == 0
	}
}

failed["packages"] := verdict.proof($"installed: {concat(", ", sort([one.name | some one in _found]))}", [one | some one in _found]) if {
	input.host.mac.data.system.value == "selinux"
	count(_found) > 0
}
