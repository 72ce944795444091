# METADATA
# title: What is dropped in the end is logged, with a limit
# description: |
#   Refused packets show scans, and programs that were forgotten in the rules; without a limit one sender fills the
#   disk. Judged is what happens to new TCP and UDP packets from public addresses before they are dropped by the policy
#   or by an unconditional last rule. A tenth of the ports may be left out of the log (the noise of neighbours). Where
#   everything is let in there is nothing to log. Logs of a program that the rules do not show (a queue) do not count.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/92/final
# custom:
#   severity: low
#   subject: chain
#   remediation: |
#     Put before the last rule: `iptables -A INPUT -m limit --limit 5/min --limit-burst 10 -j LOG --log-prefix "drop: "`, or
#     `ufw logging low`; in nftables `limit rate 5/minute log prefix "drop: "`.
#   aliases: [drop-logged]
package policies.firewall.rules.drop_logged

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[chain.id] := chain.logged if some chain in input.firewall.final_drop.data.chains

passed[id] := verdict.proof("dropped packets are logged, with a limit", [fact]) if {
	some id, fact in subjects
	fact.value == "yes"
}

failed[id] := verdict.proof(_messages[fact.value], [fact]) if some id, fact in subjects

_messages := {
	"no": "packets that no rule lets in are dropped without a line in the log",
	"without-limit": "dropped packets are logged without a limit: a flood fills the log",
}
