# METADATA
# title: Every managed device belongs to somebody who works here, and no device works unmanaged
# description: |
#   A device that nobody answers for is neither returned nor reported. Listed are the devices in use whose owner left,
#   is not in the roster or is not named; the devices that are not listed are in order. A device that is prepared for
#   somebody who starts later is in order too. That no unmanaged device signs in can only be seen in sign-in logs, so it
#   stays unknown for this folder alone. A shared device without an owner is unknown: name a person who answers for it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.ncsc.gov.uk/collection/device-security-guidance
#     description: NCSC, device security guidance
#   - ref: https://cyber.gouv.fr/publications/guide-dhygiene-informatique
#     description: ANSSI, guide d'hygiène informatique
# custom:
#   severity: medium
#   subject: device
#   remediation: |
#     Assign the device to the person who uses it or answers for it; take back and wipe devices of people who left.
#   aliases: [mobile-inventory-complete]
package policies.organization.devices.inventory_complete

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"device:{device.id}"] := device.owner_works_here if some device in _owners.devices

subjects["organization"] := _owners.sign_ins_covered

passed["organization"] := verdict.proof(
	"sign-ins come from managed devices only",
	[_owners.sign_ins_covered],
) if _owners.sign_ins_covered.value == true

failed["organization"] := verdict.proof(
	"devices sign in that are not managed",
	[_owners.sign_ins_covered],
) if _owners.sign_ins_covered.value == false

failed[$"device:{device.id}"] := verdict.proof(device.summary, [device.owner_works_here]) if {
	some device in _owners.devices
	device.owner_works_here.value == false
}

_owners := input.organization.device_owners.data
