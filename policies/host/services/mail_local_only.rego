# METADATA
# title: The mail transfer agent takes mail from this host only
# description: |
#   A server hands its own mail on and takes none from others; an agent that listens to the network is tried as a
#   relay all day. The configuration of Postfix, Exim, sendmail and OpenSMTPD is judged where the agent starts at
#   boot, and on a running system what listens on tcp/25, 465 and 587, whichever program it is. For a mail server
#   leave this rule out.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.postfix.org/postconf.5.html#inet_interfaces
# custom:
#   severity: medium
#   subject: host
#   remediation: |
#     Postfix: `postconf -e inet_interfaces=loopback-only && systemctl restart postfix`. Exim: set
#     `dc_local_interfaces='127.0.0.1 ; ::1'` in /etc/exim4/update-exim4.conf.conf, then `update-exim4.conf &&
#     systemctl restart exim4`.
#   aliases: [svc-mta-local]
package policies.host.services.mail_local_only

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["mail"] := array.concat(
	[fact |
		some agent in input.host.mail_transfer.data.agents
		some fact in [agent.starts_at_boot, agent.local_only]
	],
	[input.host.mail_transfer.data.open_sockets | count(_agents) > 0],
) if {
	is_array(_agents)
}

passed["mail"] := verdict.proof(_calm, [fact | some agent in _agents; some fact in [agent.local_only]]) if {
	every agent in _agents {
		_harmless(agent)
	}
	_no_open_sockets
}

failed["mail"] := verdict.proof(concat("; ", sort(_reasons)), _places) if count(_reasons) > 0

_agents := input.host.mail_transfer.data.agents

_calm := "no mail transfer agent is configured" if count(_agents) == 0

_calm := "no agent that starts takes mail from the network" if count(_agents) > 0

# Told on a running system only: unknown is as good as none there.
_no_open_sockets if input.host.mail_transfer.data.open_sockets.value == []

_no_open_sockets if input.host.mail_transfer.data.open_sockets.unknown

_harmless(agent) if agent.starts_at_boot.value == false

_harmless(agent) if agent.local_only.value == true

_open_agents := [agent |
	some agent in _agents
	agent.starts_at_boot.value == true
	agent.local_only.value == false
]

_reasons contains $"{agent.id} listens on {concat(", ", agent.addresses.value)}" if some agent in _open_agents

_reasons contains $"{concat(", ", fact.value)} is open to others" if {
	fact := input.host.mail_transfer.data.open_sockets
	count(fact.value) > 0
}

_places := array.concat(
	[agent.local_only | some agent in _open_agents],
	[fact | fact := input.host.mail_transfer.data.open_sockets; count(fact.value) > 0],
)
