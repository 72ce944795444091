# METADATA
# title: Every laptop and phone in use runs a supported system with recent patches
# description: |
#   Both are asked: security patches not older than the allowed days, and a system that its maker still supports. The
#   support of a system is not in the export of a device management, so this folder alone can prove a failure and never
#   a pass. Android devices carry their patch level; for other systems the export may give the day of the last update.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.ncsc.gov.uk/collection/device-security-guidance
#     description: NCSC, device security guidance
#   - ref: https://cyber.gouv.fr/publications/guide-dhygiene-informatique
#     description: ANSSI, guide d'hygiène informatique
# custom:
#   severity: high
#   subject: device
#   remediation: |
#     Update the device; replace it when its maker gives no more patches.
#   aliases: [mobile-os-supported-and-current]
#   parameters:
#     max_days:
#       default: 60
#       description: Age of the patch level, in days.
package policies.organization.devices.os_supported_and_current

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [device.patch_age_days, device.os_supported] if some id, device in _devices

passed[id] := verdict.proof(
	$"supported, patched {device.patch_age_days.value} days ago",
	[device.patch_level, device.os_supported],
) if {
	some id, device in _devices
	device.patch_age_days.value <= _max
	device.os_supported.value == true
}

failed[id] := verdict.proof(
	concat("; ", sort({reason.text | some reason in reasons})),
	[reason.fact | some reason in reasons],
) if some id, reasons in _reasons

_reasons[id] contains {"text": $"patch level of {device.patch_level.value}, {age} days, {_max} allowed", "fact": device.patch_level} if {
	some id, device in _devices
	age := device.patch_age_days.value
	age > _max
}

_reasons[id] contains {"text": "the system is not supported any more", "fact": device.os_supported} if {
	some id, device in _devices
	device.os_supported.value == false
}

_devices[$"device:{device.id}"] := device if {
	some device in input.organization.device_state.data.devices
	device.in_use == true
}

_max := data.parameters["organization.devices.os_supported_and_current"].max_days
