# METADATA
# title: No wireless interface can be used
# description: |
#   A server that is wired needs no second way in through the air. An interface passes when it is down and an rfkill
#   switch blocks it. Without a wireless driver in any installed kernel, as in those of clouds and virtual machines,
#   none can appear: that is told offline too; otherwise interfaces are seen on a running system only.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.kernel.org/driver-api/rfkill.html
# custom:
#   severity: low
#   subject: host
#   remediation: |
#     `nmcli radio all off`, or `rfkill block wlan`; to keep it so, name the driver (`readlink
#     /sys/class/net/NAME/device/driver/module`) in /etc/modprobe.d as `install DRIVER /bin/false`.
#   aliases: [net-wireless-off]
package policies.host.services.wireless_off

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["wireless"] := [_wireless.interfaces, _wireless.kernels_with_drivers]

passed["wireless"] := verdict.proof("no wireless interface is there, or all are blocked", [_wireless.interfaces]) if {
	_wireless.interfaces.value == []
}

passed["wireless"] := verdict.proof("no installed kernel has wireless drivers", [_wireless.kernels_with_drivers]) if {
	_wireless.interfaces.unknown
	_wireless.kernels_with_drivers.value == []
}

failed["wireless"] := verdict.proof(concat("; ", _wireless.interfaces.value), [_wireless.interfaces]) if {
	count(_wireless.interfaces.value) > 0
}

_wireless := input.host.wireless.data
