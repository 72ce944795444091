# METADATA
# title: A network sensor knows which networks are its own
# description: |
#   Most rules of Suricata speak of traffic between the own networks and others. With `HOME_NET: any` each such
#   rule fires on everything or on nothing.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.suricata.io/en/latest/configuration/suricata-yaml.html
# custom:
#   severity: medium
#   subject: network-sensor
#   remediation: |
#     Set `HOME_NET` in /etc/suricata/suricata.yaml to the networks behind the sensor.
#   aliases: [ids-home-net-defined]
package policies.detection.ids.home_net_defined

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[sensor.id] := sensor.home_net if some sensor in input.host.ids.data.network_sensors

passed[id] := verdict.proof($"HOME_NET is {fact.value}", [fact]) if {
	some id, fact in subjects
	count({_plain(fact.value)} & _everything) == 0
}

failed[id] := verdict.proof($"HOME_NET is {fact.value}", [fact]) if {
	some id, fact in subjects
	_plain(fact.value) in _everything
}

_everything := {"any", "0.0.0.0/0", "::/0", "0.0.0.0/0,::/0", "::/0,0.0.0.0/0"}

_plain(text) := lower(trim(replace(text, " ", ""), "[]"))
