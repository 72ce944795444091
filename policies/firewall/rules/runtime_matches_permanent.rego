# METADATA
# title: The packet filter that runs lets in what it will let in after a restart
# description: |
#   A rule added by hand holds until the restart, and one that was taken away comes back with it: what was tested is not
#   what the machine starts with. Compared are the packets of new connections that the running rules and those of the
#   files accept (ufw, firewalld, nftables, netfilter-persistent), for each family and way: another order, spelling or
#   chain with the same effect is no difference. Chains, tables and links that Docker, Kubernetes, libvirt, fail2ban and
#   the like make when they start do not count, nor does the policy that Docker gives FORWARD. Told on a running system,
#   as root; out of scope where no tool loads rules at boot, which host.firewall.tool_enabled tells.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/stable/firewalld/firewall-cmd.1.en.html
#   - ref: https://manpages.debian.org/stable/ufw/ufw-framework.8.en.html
#   - ref: https://wiki.debian.org/iptables
# custom:
#   severity: medium
#   subject: hook
#   remediation: |
#     Decide which of the two is meant. To keep what runs: `firewall-cmd --runtime-to-permanent`, `netfilter-persistent
#     save`, or repeat the rule with `ufw`. To return to the files: `firewall-cmd --reload`, `netfilter-persistent reload`,
#     `ufw reload`, `systemctl reload nftables`.
#   aliases: [runtime-matches-permanent, fw-permanent]
package policies.firewall.rules.runtime_matches_permanent

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[one.id] := [one.only_now, one.only_at_boot] if {
	some one in input.firewall.saved_difference.data.comparisons
}

passed[one.id] := verdict.proof("the same new connections are accepted now and after a restart", subjects[one.id]) if {
	some one in input.firewall.saved_difference.data.comparisons
	one.only_now.value == []
	one.only_at_boot.value == []
}

failed[one.id] := verdict.proof(concat("; ", sort(_reasons(one))), one.decided_by) if {
	some one in input.firewall.saved_difference.data.comparisons
	count(_reasons(one)) > 0
}

_reasons(one) := {reason |
	some words, fact in {
		"accepted now and refused after a restart": one.only_now,
		"refused now and accepted after a restart": one.only_at_boot,
	}
	count(fact.value) > 0
	reason := concat("", [words, ": ", concat(", ", fact.value)])
}
