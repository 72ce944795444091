# METADATA
# title: Only root can change the configuration of the SSH server
# description: |
#   Who can write it can let itself in as root. Reading is no danger by itself: Debian ships it 0644.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#FILES
#     description: sshd_config(5)
# custom:
#   severity: high
#   subject: file
#   remediation: >-
#     Run `chown root:root FILE` and `chmod go-w FILE`.
#   aliases: [ssh-config-mode]
package policies.host.files.sshd_config_mode

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[file.id] := file.status if {
	some file in input.host.files.data.files
	file.class in {"sshd-config"}
}

_allowed_bits := 420

_groups := {"root"}

_reasons[id] contains $"the mode is {fact.value.octal}, looser than 0644" if {
	some id, fact in subjects
	bits.and(fact.value.mode, 4095 - _allowed_bits) != 0
}

_reasons[id] contains $"it belongs to {fact.value.owner}" if {
	some id, fact in subjects
	fact.value.uid != 0
}

_reasons[id] contains $"its group is {fact.value.group}" if {
	some id, fact in subjects
	fact.value.gid != 0
	count({fact.value.group} - _groups) == 1
}

passed[id] := verdict.proof($"{fact.value.octal} {fact.value.owner}:{fact.value.group}", [fact]) if {
	some id, fact in subjects
	fact.value.uid == 0
	count(object.get(_reasons, id, set())) == 0
}

failed[id] := verdict.proof(concat("; ", sort(_reasons[id])), [fact]) if {
	some id, fact in subjects
	count(_reasons[id]) > 0
}
