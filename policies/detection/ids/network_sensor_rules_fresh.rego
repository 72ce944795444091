# METADATA
# title: A network sensor has rules, and they are recent
# description: |
#   An engine without rules sees nothing and says nothing. Rules that nobody refreshes miss what is new. Counted
#   by the rule files that the configuration names; a rule file that exists and is not named does not count.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.suricata.io/en/latest/configuration/suricata-yaml.html
#   - ref: https://suricata-update.readthedocs.io/
# custom:
#   severity: medium
#   subject: network-sensor
#   remediation: |
#     Run `suricata-update` daily by a timer, and reload the engine.
#   aliases: [ids-rules-fresh, ids-rules-loaded-nonzero]
#   parameters:
#     max_age_days:
#       default: 7
#       description: "Age at most, in days."
package policies.detection.ids.network_sensor_rules_fresh

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[sensor.id] := [sensor.rules_present, _age[sensor.id]] if some sensor in input.host.ids.data.network_sensors

passed[sensor.id] := verdict.proof($"its rules are {age.value} days old", [age]) if {
	some sensor in input.host.ids.data.network_sensors
	age := _age[sensor.id]
	sensor.rules_present.value == true
	age.value <= _limit
}

failed[sensor.id] := verdict.proof("it has no rules: no file that the configuration names exists", [sensor.rules_present]) if {
	some sensor in input.host.ids.data.network_sensors
	sensor.rules_present.value == false
}

failed[sensor.id] := verdict.proof($"its rules are {age.value} days old, more than {_limit}", [age]) if {
	some sensor in input.host.ids.data.network_sensors
	sensor.rules_present.value == true
	age := _age[sensor.id]
	age.value > _limit
}

_age[one.id] := one.age_days if some one in input.host.detection_age.data.rule_sets

_limit := data.parameters["detection.ids.network_sensor_rules_fresh"].max_age_days
