# METADATA
# title: A packet filter denies something on the way in
# description: |
#   A loaded filter that accepts everything filters nothing. Judged is each address family by itself, since a
#   machine with a tight IPv4 filter and none for IPv6 is open. Whether the rules are loaded at boot is seen on a
#   scanned host only when the running rules and the saved ones are both there. Other rules (the default policy, all
#   ports, IPv6 beside IPv4) leave a family without any filter to this one. A firewall of a cloud before the machine is
#   not seen, and would stand in for this one: hence not critical.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://netfilter.org/documentation/
# custom:
#   severity: high
#   subject: address-family
#   remediation: >-
#     Allow your own access first, then filter both families and load the rules at boot: `ufw allow OpenSSH && ufw
#     enable`, or the same with firewalld, nftables or iptables-persistent and a policy of DROP for INPUT. Where a
#     firewall of a cloud stands before the machine, waive this with its name.
#   aliases: [host-firewall-active, fw-enabled]
package policies.firewall.policy.host_firewall_active

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[family.id] := family.active if some family in input.firewall.exposure.data.families

passed[id] := verdict.proof("incoming packets are filtered", [fact]) if {
	some id, fact in subjects
	fact.value == true
}

failed[id] := verdict.proof("no rule and no policy denies an incoming packet", [fact]) if {
	some id, fact in subjects
	fact.value == false
}
