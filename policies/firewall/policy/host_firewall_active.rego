# METADATA
# title: A packet filter denies something on the way in
# description: |
#   A loaded filter that accepts everything filters nothing. Judged is each address family by itself, since a
#   machine with a tight IPv4 filter and none for IPv6 is open. Whether the rules are loaded at boot is seen on a
#   scanned host only when the running rules and the saved ones are both there.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://netfilter.org/documentation/
# custom:
#   severity: critical
#   subject: address-family
#   remediation: |
#     Load a ruleset with a policy of DROP for INPUT in both families, for example with ufw, firewalld or
#     iptables-persistent, and enable its service at boot.
#   aliases: [host-firewall-active]
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
