# METADATA
# title: Every laptop and phone in use has a passcode that meets the rules
# description: |
#   The console says whether the passcode (length, lock after a time) meets the policy it enforces; which policy that
#   is, is not in the export. An empty cell is unknown.
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
#     Enforce passcode and automatic lock by a policy of the device management; block access of the device until it
#     complies.
#   aliases: [mobile-passcode-and-lock]
package policies.organization.devices.passcode_and_lock

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := device.passcode_compliant if some id, device in _devices

passed[id] := verdict.proof("the passcode meets the policy of the console", [device.passcode_compliant]) if {
	some id, device in _devices
	device.passcode_compliant.value == true
}

failed[id] := verdict.proof("the passcode does not meet the policy of the console", [device.passcode_compliant]) if {
	some id, device in _devices
	device.passcode_compliant.value == false
}

_devices[$"device:{device.id}"] := device if {
	some device in input.organization.device_state.data.devices
	device.in_use == true
}
