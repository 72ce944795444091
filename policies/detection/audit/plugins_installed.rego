# METADATA
# title: The plug-ins of the audit daemon are installed
# description: |
#   The plug-ins carry audit records off the machine (audisp-remote, and to syslog or LDAP in some versions).
#   The package alone sends nothing. Where records leave by the log forwarding, this can be waived.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/auditd-plugins.5.html
# custom:
#   severity: low
#   subject: packages
#   remediation: |
#     `apt-get install audispd-plugins`.
#   aliases: [audit-plugins-installed]
#   parameters:
#     packages:
#       default: ["audispd-plugins", "audit-audispd-plugins", "audit-plugins"]
#       description: "Names of the package in different systems."
package policies.detection.audit.plugins_installed

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["packages"] := [input.host.auditd.data.installed] if {
	input.host.auditd.data.installed.value == true
	input.host.packages.data.manager
}

_wanted := {name | some name in data.parameters["detection.audit.plugins_installed"].packages}

_found := [one |
	some one in input.host.packages.data.packages
	one.name in _wanted
]

passed[id] := verdict.proof($"{_found[0].name} is installed", _found) if {
	some id, _ in subjects
	count(_found) > 0
}

failed[id] := verdict.proof("no package with the plug-ins is installed", []) if {
	some id, _ in subjects
	every one in input.host.packages.data.packages {
		count({one.name} - _wanted) == 1
	}
}
