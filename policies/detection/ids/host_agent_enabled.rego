# METADATA
# title: A host agent for intrusion detection is on and reports to a server
# description: |
#   An agent (Wazuh, osquery, Falco, auditbeat) sees what a network sensor cannot. Installed is not enough: it
#   must start, and Wazuh must have the address of its manager in place of the word the package puts there. Other
#   agents than these are not known here: choose the rule where one of these is in use.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://documentation.wazuh.com/current/user-manual/reference/ossec-conf/client.html
# custom:
#   severity: low
#   subject: host
#   remediation: |
#     Install an agent, set its server and enable its unit; for Wazuh `WAZUH_MANAGER=address apt-get install
#     wazuh-agent && systemctl enable --now wazuh-agent`.
#   aliases: [ids-host-agent, host-ids-agent-connected]
package policies.detection.ids.host_agent_enabled

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["host"] := array.concat(
	[input.host.ids.data.agent_installed],
	[fact | some agent in input.host.ids.data.agents; some fact in [agent.enabled, agent.server_set]],
)

passed["host"] := verdict.proof(concat("; ", sort([$"{agent.id} is on" | some agent in _working])), [agent.enabled | some agent in _working]) if {
	count(_working) > 0
}

failed["host"] := verdict.proof("no agent for intrusion detection is installed", [input.host.ids.data.agent_installed]) if {
	input.host.ids.data.agent_installed.value == false
}

failed["host"] := verdict.proof(concat("; ", sort(_faults)), [agent | some agent in input.host.ids.data.agents]) if {
	count(input.host.ids.data.agents) > 0
	count(_broken) == count(input.host.ids.data.agents)
}

_working contains agent if {
	some agent in input.host.ids.data.agents
	agent.enabled.value == true
	every fact in [agent.running, agent.server_set] {
		_not_false(fact)
	}
	_reports(agent)
}

_not_false(fact) if fact.value == true

_not_false(fact) if fact.unknown

_reports(agent) if agent.server_set.value == true

# Falco and osquery work without a server; what they tell is for the log forwarding to carry off.
_reports(agent) if agent.id in {"falco", "osquery", "auditbeat"}

_faults contains $"{agent.id} does not start at boot" if {
	some agent in input.host.ids.data.agents
	agent.enabled.value == false
}

_faults contains $"{agent.id} does not run" if {
	some agent in input.host.ids.data.agents
	agent.enabled.value == true
	agent.running.value == false
}

_faults contains $"{agent.id} has no server set" if {
	some agent in input.host.ids.data.agents
	agent.server_set.value == false
}

_broken contains agent.id if {
	some agent in input.host.ids.data.agents
	some fact in [agent.enabled, agent.running, agent.server_set]
	fact.value == false
}
