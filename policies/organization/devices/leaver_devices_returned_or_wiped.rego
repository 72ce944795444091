# METADATA
# title: Devices of people who left are returned or wiped within days
# description: |
#   Judged are the people who left and have a device in the export. Each device must be wiped, retired or returned, and
#   its last contact must not lie more than the allowed days after the exit: contact later means that it was in use
#   after the person had gone. A lost device is neither. While the days are still running the result is unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://cyber.gouv.fr/publications/guide-dhygiene-informatique
#     description: ANSSI, guide d'hygiène informatique
#   - ref: https://www.ncsc.gov.uk/collection/device-security-guidance
#     description: NCSC, device security guidance
# custom:
#   severity: high
#   subject: person
#   remediation: |
#     Take the device back or wipe it from the console, and make the return of devices a step of leaving.
#   aliases: [leaver-devices-returned-or-wiped]
#   parameters:
#     max_days:
#       default: 5
#       description: Days from the exit.
package policies.organization.devices.leaver_devices_returned_or_wiped

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [fact | some device in person.devices; some fact in [device.gone, device.contact_days_after_exit]] if some id, person in _people

passed[id] := verdict.proof(concat("; ", sort({_story(device) | some device in person.devices})), person.devices) if {
	some id, person in _people
	every device in person.devices {
		device.gone.value == true
		device.contact_days_after_exit.value <= _max
	}
}

failed[id] := verdict.proof(
	concat("; ", sort({_story(device) | some device in devices})),
	devices,
) if some id, devices in _kept

_kept[id] contains device if {
	some id, person in _people
	some device in person.devices
	device.gone.value == false
	person.left_days_ago > _max
}

_kept[id] contains device if {
	some id, person in _people
	some device in person.devices
	device.contact_days_after_exit.value > _max
}

_story(device) := $"{device.id} is {device.state}, last contact {device.contact_days_after_exit.value} days after the exit" if device.contact_days_after_exit.value >= 0

_story(device) := $"{device.id} is {device.state}, last contact before the exit" if device.contact_days_after_exit.value < 0

_story(device) := $"{device.id} is {device.state}" if device.contact_days_after_exit.unknown

_people[$"person:{person.id}"] := person if some person in input.organization.leaver_devices.data.people

_max := data.parameters["organization.devices.leaver_devices_returned_or_wiped"].max_days
