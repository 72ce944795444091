# METADATA
# title: Nobody administers from a device that is not encrypted or is jailbroken
# description: |
#   The device of an administrator holds sessions, keys and second factors. One that is lost unencrypted, or whose protections
#   are taken out, gives them away. Judged are devices of the inventory that belong to somebody with enabled administrator
#   rights and were seen in the last thirty days; older ones and wiped ones are judged elsewhere.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, AC-19 (access control for mobile devices)
# custom:
#   severity: high
#   subject: person
#   remediation: >-
#     Encrypt or replace the device before the next sign-in, end its sessions, and let conditional access ask for a healthy
#     device from everybody with administrator rights.
#   aliases: [join-admin-device-unhealthy]
package policies.joins.admin_device_unhealthy

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[person.subject] := array.concat([fact | some device in _devices[id]; some fact in [device.encrypted, device.jailbroken]], [fact | some fact in _doubts[id]]) if {
	some id, person in _people
	count(_devices[id]) > 0
	_may_be_admin(id)
}

passed[person.subject] := verdict.proof($"{person.email}: {count(_devices[id])} devices in use are encrypted and whole", [device | some device in _devices[id]]) if {
	some id, person in _people
	count(_proved[id]) > 0
	every device in _devices[id] {
		device.encrypted.value == true
		device.jailbroken.value == false
	}
}

failed[person.subject] := verdict.proof(message, array.concat([device | some device in _unhealthy[id]], [account.privileged | some account in _proved[id]])) if {
	some id, person in _people
	count(_proved[id]) > 0
	count(_unhealthy[id]) > 0
	message := $"{person.email} holds administrator rights ({_rights(id)}) and uses {concat(", ", sort(_faults[id]))}"
}

_devices[device.owner] contains device if some device in input.estate.devices.data.devices

_unhealthy[device.owner] contains device if {
	some device in input.estate.devices.data.devices
	device.encrypted.value == false
}

_unhealthy[device.owner] contains device if {
	some device in input.estate.devices.data.devices
	device.jailbroken.value == true
}

_faults[device.owner] contains $"{device.id}, which is not encrypted" if {
	some device in input.estate.devices.data.devices
	device.encrypted.value == false
}

_faults[device.owner] contains $"{device.id}, which is jailbroken" if {
	some device in input.estate.devices.data.devices
	device.jailbroken.value == true
}

_may_be_admin(id) if count(_proved[id]) > 0

_may_be_admin(id) if count(_doubts[id]) > 0

# Enabled privileged accounts of each person; what cannot be told about an account stays open.
_proved[person] contains account if {
	some account in input.estate.accounts.data.accounts
	account.privileged.value == true
	account.enabled.value == true
	person := account.person.value
}

_doubts[person] contains fact if {
	some account in input.estate.accounts.data.accounts
	person := account.person.value
	_not_excluded(account.privileged)
	_not_excluded(account.enabled)
	some fact in [account.privileged, account.enabled]
	fact.unknown
}

_not_excluded(fact) if fact.value == true

_not_excluded(fact) if fact.unknown

_rights(person) := concat(", ", sort([$"{account.id}: {account.privilege}" | some account in _proved[person]]))

_people[person.id] := person if {
	some person in input.estate.people.data.people
	person.departed.value == false
}
