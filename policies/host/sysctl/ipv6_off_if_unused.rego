# METADATA
# title: IPv6 is off where it is not used
# description: |
#   A protocol that nobody uses is seldom filtered and never watched, yet neighbours on the network speak it.
#   Most hosts do use it, so that the rule judges only where the profile says that this one does not. Off is:
#   ipv6.disable=1 among the arguments of the kernel, or net.ipv6.conf.all.disable_ipv6 and
#   conf.default.disable_ipv6 1, at boot and on every interface now.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.kernel.org/networking/ip-sysctl.html
#     description: IP parameters of the kernel
#   - ref: https://man7.org/linux/man-pages/man5/sysctl.d.5.html
#     description: sysctl.d(5)
# custom:
#   severity: low
#   subject: ipv6
#   remediation: >-
#     Put `net.ipv6.conf.all.disable_ipv6 = 1` and `net.ipv6.conf.default.disable_ipv6 = 1` into
#     /etc/sysctl.d/99-zz-hardening.conf and run `sysctl --system`; or set the parameter `in_use` to true.
#   aliases: [ipv6-off-if-unused]
#   parameters:
#     in_use:
#       default: true
#       description: The host uses IPv6; the rule then does not apply.
package policies.host.sysctl.ipv6_off_if_unused

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_in_use := data.parameters["host.sysctl.ipv6_off_if_unused"].in_use

subjects["ipv6"] := input.host.sysctl.data.ipv6_off

not_applicable["ipv6"] := verdict.proof("IPv6 is in use by the profile", []) if {
	subjects.ipv6
	_in_use == true
}

passed["ipv6"] := verdict.proof("IPv6 is off", [subjects.ipv6]) if {
	_in_use == false
	subjects.ipv6.value == true
}

failed["ipv6"] := verdict.proof("IPv6 is on, and the profile says that it is not used", [subjects.ipv6]) if {
	_in_use == false
	subjects.ipv6.value == false
}
