# METADATA
# title: Only root can read the old passwords
# description: |
#   /etc/security/opasswd keeps hashes of former passwords, which people use again with a new number at the
#   end.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/pam_pwhistory.8.html
#     description: pam_pwhistory(8)
# custom:
#   severity: high
#   subject: file
#   remediation: >-
#     Run `chown root:root /etc/security/opasswd` and `chmod 0600 /etc/security/opasswd`.
#   aliases: [fs-opasswd-mode]
package policies.host.files.opasswd_mode

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[file.id] := file.status if {
	some file in input.host.files.data.files
	file.class in {"opasswd"}
}

_allowed_bits := 384

_groups := {"root"}

_reasons[id] contains $"the mode is {fact.value.octal}, looser than 0600" if {
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
