# METADATA
# title: No restart is overdue
# description: |
#   A kernel that is installed and does not run protects nothing. The flag that packages leave and the running
#   release against those in /boot, compared by dpkg's order. Only the running machine tells this: an image is
#   unknown. Live patches are not seen: waive it where they are used. In a container without a kernel only the
#   flag counts.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.debian.org/doc/debian-policy/ch-opersys.html#signaling-that-a-reboot-is-required
# custom:
#   severity: medium
#   subject: host
#   remediation: |
#     Restart in the next maintenance window.
#   aliases: [reboot-not-pending, pkg-reboot-pending]
#   parameters:
#     grace_days:
#       default: 14
#       description: "Days that a flagged restart may wait."
package policies.maintenance.updates.reboot_not_pending

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["host"] := [_reboot.required, _reboot.kernel_current]

passed["host"] := verdict.proof("no restart is flagged, the newest kernel runs", [_reboot.required, _reboot.kernel_current]) if {
	_reboot.required.value == false
	_reboot.kernel_current.value == true
}

passed["host"] := verdict.proof($"a restart is due since {_days.value} days, within {_grace}", [_reboot.required]) if {
	_reboot.required.value == true
	_days.value < _grace
}

failed["host"] := verdict.proof($"a restart is due since {_days.value} days", [_reboot.required]) if {
	_reboot.required.value == true
	_days.value >= _grace
}

failed["host"] := verdict.proof($"{_reboot.running_kernel.value} runs, {_reboot.newest_kernel.value} is installed", [_reboot.kernel_current]) if {
	_reboot.required.value == false
	_reboot.kernel_current.value == false
}

_reboot := input.host.updates.data.reboot

_days := input.host.update_age.data.reboot_pending_days

_grace := data.parameters["maintenance.updates.reboot_not_pending"].grace_days
