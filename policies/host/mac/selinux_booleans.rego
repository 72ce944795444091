# METADATA
# title: The SELinux booleans that loosen memory and module protection are off
# description: |
#   Programs of users must not run code from heap or stack, nor write to memory that they run; no module may be
#   inserted; administrators do not log in over ssh. Kept settings are read from booleans.local; a default of
#   the policy is seen on a running machine only.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/selinux.8.html
#     description: selinux(8)
# custom:
#   severity: low
#   subject: selinux-boolean
#   remediation: >-
#     `setsebool -P NAME on` or `off` for each, as told.
#   aliases: [mac-selinux-booleans]
#   parameters:
#     wanted:
#       default: {"selinuxuser_execheap": false, "deny_execmem": true, "selinuxuser_execstack": false, "secure_mode_insmod": true, "ssh_sysadm_login": false}
#       description: What each boolean must be; one that is not listed is not judged.
package policies.host.mac.selinux_booleans

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := data.parameters["host.mac.selinux_booleans"].wanted

subjects[boolean.id] := {"system": input.host.mac.data.system, "fact": boolean.on, "want": want} if {
	some boolean in input.host.mac.data.selinux.booleans
	want := _wanted[boolean.id]
}

not_applicable[id] := verdict.proof($"the access control is {facts.system.value}", [facts.system]) if {
	some id, facts in subjects
	facts.system.value != "selinux"
}

passed[id] := verdict.proof(_shown[facts.fact.value], [facts.fact]) if {
	some id, facts in subjects
	facts.system.value == "selinux"
	facts.fact.value == facts.want
}

failed[id] := verdict.proof($"{_shown[facts.fact.value]}, asked is {_shown[facts.want]}", [facts.fact]) if {
	some id, facts in subjects
	facts.system.value == "selinux"
	facts.fact.value != facts.want
}

_shown := {true: "on", false: "off"}
