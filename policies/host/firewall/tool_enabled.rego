# METADATA
# title: A firewall tool is installed and loads its rules at boot
# description: |
#   Rules that somebody typed are gone after a restart. ufw must also be switched on (ENABLED=yes), since its unit
#   alone loads nothing. Whether the rules deny anything is told by another rule. A container image starts nothing and
#   shares the filter of its host: out of scope.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://wiki.debian.org/DebianFirewall
# custom:
#   severity: medium
#   subject: host
#   remediation: |
#     Let your own SSH in first, then one of them: `apt-get install ufw && ufw allow OpenSSH && ufw enable`;
#     `apt-get install nftables`, write /etc/nftables.conf with that rule (the file of the package filters nothing), `nft
#     -c -f /etc/nftables.conf`, `systemctl enable --now nftables`; `apt-get install iptables-persistent`. RHEL: `systemctl
#     enable --now firewalld`. Alpine: `rc-update add iptables`. Where a security group stands before the machine,
#     waive this with its name.
#   aliases: [fw-enabled, fw-tool-installed]
package policies.host.firewall.tool_enabled

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["host"] := [fact | some tool in _tools; some fact in [tool.enabled, tool.installed]] if is_array(_tools)

not_applicable["host"] := verdict.proof("nothing starts in a tree without an init system", [input.host.firewall_tools.data.init]) if {
	input.host.firewall_tools.data.init.value == "none"
}

passed["host"] := verdict.proof($"{concat(", ", sort({tool.id | some tool in _on}))} loads rules at boot", [tool.enabled | some tool in _on]) if {
	_boots
	count(_on) > 0
}

failed["host"] := verdict.proof(_message, [tool.enabled | some tool in _installed]) if {
	_boots
	every tool in _tools {
		tool.enabled.value == false
	}
}

_tools := input.host.firewall_tools.data.tools

_on := [tool | some tool in _tools; tool.enabled.value == true]

_installed := [tool | some tool in _tools; tool.installed.value == true]

_message := $"{concat(", ", sort({tool.id | some tool in _installed}))} is installed and loads no rules at boot" if count(_installed) > 0

_message := "no firewall tool is installed" if {
	every tool in _tools {
		tool.installed.value == false
	}
}

_boots if input.host.firewall_tools.data.init.value != "none"

_boots if input.host.firewall_tools.data.init.unknown
