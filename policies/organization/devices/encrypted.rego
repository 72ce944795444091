# METADATA
# title: Every laptop and phone in use is encrypted
# description: |
#   What lies on a lost device can be read by whoever finds it unless its storage is encrypted. An empty cell in the
#   export is unknown: it does not say that a device is encrypted. Devices that are wiped, retired or returned are not
#   judged.
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
#     Turn on storage encryption by a policy of the device management (BitLocker, FileVault, device encryption) and let
#     the device check in; keep the recovery keys in escrow.
#   aliases: [mobile-encrypted]
package policies.organization.devices.encrypted

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := device.encrypted if some id, device in _devices

passed[id] := verdict.proof("the storage is encrypted", [device.encrypted]) if {
	some id, device in _devices
	device.encrypted.value == true
}

failed[id] := verdict.proof("the storage is not encrypted", [device.encrypted]) if {
	some id, device in _devices
	device.encrypted.value == false
}

_devices[$"device:{device.id}"] := device if {
	some device in input.organization.device_state.data.devices
	device.in_use == true
}
