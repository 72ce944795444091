# METADATA
# title: Every device was in contact with its management lately, or is wiped
# description: |
#   A device that does not check in gets no policy and no patch, and nobody knows where it is. A device that is wiped,
#   retired or returned needs no contact. A lost device that is not known to be wiped is no exception: it is the one
#   that matters.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.ncsc.gov.uk/collection/device-security-guidance
#     description: NCSC, device security guidance
#   - ref: https://learn.microsoft.com/en-us/graph/api/resources/intune-devices-manageddevice
#     description: Microsoft Graph, managedDevice
# custom:
#   severity: medium
#   subject: device
#   remediation: |
#     Find the device and let it connect; if it cannot be found, report it lost, wipe it and write the state to the
#     console.
#   aliases: [mobile-checkin-recent]
#   parameters:
#     max_days:
#       default: 14
#       description: Days since the last contact.
package policies.organization.devices.checkin_recent

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := device.checkin_age_days if some id, device in _devices

passed[id] := verdict.proof($"it is {device.management_state.value}", [device.management_state]) if {
	some id, device in _devices
	device.in_use == false
}

passed[id] := verdict.proof($"seen {device.checkin_age_days.value} days ago", [device.checkin_age_days]) if {
	some id, device in _devices
	device.in_use == true
	device.checkin_age_days.value <= _max
}

failed[id] := verdict.proof(
	$"last seen {device.checkin_on.value}, {device.checkin_age_days.value} days ago, {_max} allowed; {_standing(device)}",
	[device.checkin_age_days],
) if {
	some id, device in _devices
	device.in_use == true
	device.checkin_age_days.value > _max
}

_standing(device) := "lost and not known to be wiped" if device.lost == true

_standing(device) := "neither lost, retired nor wiped" if device.lost == false

_devices[$"device:{device.id}"] := device if some device in input.organization.device_state.data.devices

_max := data.parameters["organization.devices.checkin_recent"].max_days
