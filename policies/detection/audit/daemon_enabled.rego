# METADATA
# title: The audit daemon is installed and starts at boot
# description: |
#   Without auditd the kernel's audit records end in the ring buffer. Offline, only the start at boot is told; a
#   live collection also tells whether it runs. A container, and the image of one, is audited by the kernel of its host
#   and lies outside.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditd.8.html
# custom:
#   severity: medium
#   subject: host
#   remediation: |
#     `apt-get install auditd && systemctl enable --now auditd`.
#   aliases: [audit-installed, audit-enabled]
package policies.detection.audit.daemon_enabled

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["auditd"] := [input.host.auditd.data.installed, input.host.auditd.data.enabled]

passed["auditd"] := verdict.proof("it starts at boot", [input.host.auditd.data.enabled]) if {
	input.host.auditd.data.installed.value == true
	input.host.auditd.data.enabled.value == true
	count(_stopped) == 0
}

failed["auditd"] := verdict.proof(concat("; ", sort(_reasons)), [input.host.auditd.data.installed]) if {
	count(_reasons) > 0
	count(not_applicable) == 0
}

not_applicable["auditd"] := verdict.proof("there is no kernel here: the host of the container audits", [input.host.auditd.data.kernels]) if {
	input.host.auditd.data.installed.value == false
	input.host.auditd.data.kernels.value == []
}

_stopped := [fact | some fact in [input.host.auditd.data.running]; fact.value == false]

_reasons contains "auditd is not installed" if input.host.auditd.data.installed.value == false

_reasons contains "auditd does not start at boot" if {
	input.host.auditd.data.installed.value == true
	input.host.auditd.data.enabled.value == false
}

_reasons contains "auditd does not run" if {
	input.host.auditd.data.installed.value == true
	input.host.auditd.data.enabled.value == true
	count(_stopped) == 1
}
