# METADATA
# title: Only one firewall tool loads rules
# description: |
#   Two tools overwrite or shadow each other's rules, and nobody can say what holds: what one lets in the other may
#   drop. Out of scope where none is switched on, which another rule tells.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://wiki.debian.org/DebianFirewall
# custom:
#   severity: medium
#   subject: host
#   remediation: |
#     Keep one and switch the others off: `systemctl disable --now nftables`, `ufw disable`, `apt-get purge
#     iptables-persistent`, `systemctl mask --now firewalld`.
#   aliases: [fw-one-tool]
package policies.host.firewall.one_tool

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["host"] := [tool.enabled | some tool in _tools] if is_array(_tools)

not_applicable["host"] := verdict.proof("no firewall tool is switched on: another rule tells it", []) if {
	every tool in _tools {
		tool.enabled.value == false
	}
}

passed["host"] := verdict.proof($"only {_on[0].id} loads rules", [tool.enabled | some tool in _on]) if {
	count(_on) == 1
	every tool in _tools {
		is_boolean(tool.enabled.value)
	}
}

failed["host"] := verdict.proof($"{concat(" and ", sort({tool.id | some tool in _on}))} load rules at boot", [tool.enabled | some tool in _on]) if {
	count(_on) > 1
}

_tools := input.host.firewall_tools.data.tools

_on := [tool | some tool in _tools; tool.enabled.value == true]
