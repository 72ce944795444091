# METADATA
# title: Copies of the shadow files are as closed as the originals
# description: |
#   shadow- and gshadow- hold the hashes of the day before.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/shadow.5.html
#     description: shadow(5)
# custom:
#   severity: high
#   subject: file
#   remediation: >-
#     Run `chown root:shadow /etc/shadow-` and `chmod 0640 /etc/shadow-`. The same for /etc/gshadow-.
#   aliases: [fs-account-backups-mode]
package policies.host.files.account_backups_mode

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[file.id] := file.status if {
	some file in input.host.files.data.files
	file.class in {"shadow-backup", "gshadow-backup"}
}

_allowed_bits := 416

_groups := {"root", "shadow"}

_reasons[id] contains $"the mode is {fact.value.octal}, looser than 0640" if {
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
