# METADATA
# title: No laptop or phone in use is jailbroken or rooted
# description: |
#   A jailbroken device runs without the walls between its applications. `Unknown` in the export is unknown and not an
#   all-clear: the console could not ask the device.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.ncsc.gov.uk/collection/device-security-guidance
#     description: NCSC, device security guidance
#   - ref: https://learn.microsoft.com/en-us/graph/api/resources/intune-devices-manageddevice
#     description: Microsoft Graph, managedDevice
# custom:
#   severity: high
#   subject: device
#   remediation: |
#     Take the device out of use, wipe it and restore a system of the maker; refuse access of jailbroken devices by
#     conditional access.
#   aliases: [mobile-not-jailbroken]
package policies.organization.devices.not_jailbroken

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := device.jailbroken if some id, device in _devices

passed[id] := verdict.proof("the system is as its maker made it", [device.jailbroken]) if {
	some id, device in _devices
	device.jailbroken.value == false
}

failed[id] := verdict.proof("the device is jailbroken or rooted", [device.jailbroken]) if {
	some id, device in _devices
	device.jailbroken.value == true
}

_devices[$"device:{device.id}"] := device if {
	some device in input.organization.device_state.data.devices
	device.in_use == true
}
