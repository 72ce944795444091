# METADATA
# title: The packet filter that is loaded is the one that loads at boot
# description: |
#   A rule added for a test stays until the restart, and one that was removed comes back with it. iptables-persistent,
#   ufw's own rules and the base chains of nftables are held against the kernel; chains that Docker, fail2ban and
#   others make while they run do not count. Told on a running system, as root. Out of scope where no tool loads
#   rules, which another rule tells.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://wiki.debian.org/iptables
# custom:
#   severity: medium
#   subject: host
#   remediation: |
#     Decide which of the two is meant: `netfilter-persistent save` or `netfilter-persistent reload`; `ufw reload`;
#     `systemctl reload nftables`.
#   aliases: [fw-permanent]
package policies.host.firewall.loaded_rules_permanent

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["host"] := _differences

not_applicable["host"] := verdict.proof("no firewall tool loads rules at boot: another rule tells it", []) if {
	every tool in input.host.firewall_tools.data.tools {
		tool.enabled.value == false
	}
}

passed["host"] := verdict.proof("what is loaded is what the files say", [_differences]) if _differences.value == []

failed["host"] := verdict.proof(concat("; ", array.slice(_differences.value, 0, 5)), [_differences]) if {
	count(_differences.value) > 0
}

_differences := input.host.firewall_tools.data.differences
