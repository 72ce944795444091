# METADATA
# title: Only root and the group shadow can read the group passwords
# description: |
#   The same holds for group passwords and group administrators as for shadow.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/gshadow.5.html
#     description: gshadow(5)
# custom:
#   severity: high
#   subject: file
#   remediation: >-
#     Run `chown root:shadow /etc/gshadow` and `chmod 0640 /etc/gshadow`.
#   aliases: [fs-gshadow-mode]
package policies.host.files.gshadow_mode

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[file.id] := file.status if {
	some file in input.host.files.data.files
	file.class in {"gshadow"}
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
