# METADATA
# title: nftables loads base chains for input, forward and output
# description: |
#   Without a base chain at a hook nothing is filtered there, whatever other chains say. Debian's file comes with
#   three that accept everything: whether they deny is told by other rules. Judged where nftables is what loads rules
#   at boot; the files it includes by name are read.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://wiki.nftables.org/wiki-nftables/index.php/Configuring_chains
# custom:
#   severity: medium
#   subject: hook
#   remediation: |
#     In /etc/nftables.conf, table `inet filter`, add what is missing: `chain forward { type filter hook forward
#     priority filter; policy drop; }`; try it with `nft -c -f /etc/nftables.conf`, then `systemctl reload nftables`.
#   aliases: [fw-nft-chains]
package policies.host.firewall.nft_base_chains

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[hook] := [tool.enabled, _chains] if {
	some hook in {"input", "forward", "output"}
	some tool in input.host.firewall_tools.data.tools
	tool.id == "nftables"
}

not_applicable[hook] := verdict.proof("nftables loads nothing at boot", [enabled]) if {
	some hook, [enabled, _] in subjects
	enabled.value == false
}

passed[hook] := verdict.proof(concat(", ", sort(_at_hook[hook])), [_chains]) if {
	some hook, [enabled, _] in subjects
	enabled.value == true
	count(_at_hook[hook]) > 0
}

failed[hook] := verdict.proof($"no base chain for {hook} is in the files", [_chains]) if {
	some hook, [enabled, _] in subjects
	enabled.value == true
	is_array(_chains.value)
	count({hook} & object.keys(_at_hook)) == 0
}

_chains := input.host.firewall_tools.data.nft_chains

_at_hook[hook] contains chain if {
	some chain in _chains.value
	words := split(chain, " ")
	hook := words[3]
}
