# METADATA
# title: An installed network sensor starts at boot and runs
# description: |
#   Suricata, Snort or Zeek that is installed and does not start is the most common lie of an audit. A machine
#   without a sensor lies outside of this rule: where sensors belong is a matter of zones. Offline, only the start
#   at boot is told.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.suricata.io/en/latest/configuration/suricata-yaml.html
#   - ref: https://www.freedesktop.org/software/systemd/man/latest/systemctl.html
# custom:
#   severity: medium
#   subject: network-sensor
#   remediation: |
#     Enable and start it: `systemctl enable --now suricata`.
#   aliases: [ids-network, ids-sensor-running-and-enabled]
package policies.detection.ids.network_sensor_enabled

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[sensor.id] := [sensor.enabled] if some sensor in input.host.ids.data.network_sensors

passed[sensor.id] := verdict.proof("it starts at boot", [sensor.enabled]) if {
	some sensor in input.host.ids.data.network_sensors
	sensor.enabled.value == true
	count(_stopped(sensor)) == 0
}

failed[sensor.id] := verdict.proof("it does not start at boot", [sensor.enabled]) if {
	some sensor in input.host.ids.data.network_sensors
	sensor.enabled.value == false
}

failed[sensor.id] := verdict.proof("it starts at boot, but does not run", [sensor.running]) if {
	some sensor in input.host.ids.data.network_sensors
	sensor.enabled.value == true
	count(_stopped(sensor)) == 1
}

_stopped(sensor) := [fact | some fact in [sensor.running]; fact.value == false]
