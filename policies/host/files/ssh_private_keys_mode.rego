# METADATA
# title: Only root can read the private keys of the SSH server
# description: |
#   Who has the host key can pose as this host to everybody who trusts it. The group ssh_keys with 0640 is
#   right on older Red Hat systems, where ssh-keysign reads them.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#HostKey
#     description: sshd_config(5)
# custom:
#   severity: critical
#   subject: file
#   remediation: >-
#     Run `chown root:root FILE` and `chmod 0600 FILE`; when others could read it, make new keys with
#     `ssh-keygen -A`.
#   aliases: [ssh-private-keys-mode]
package policies.host.files.ssh_private_keys_mode

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[file.id] := file.status if {
	some file in input.host.files.data.files
	file.class in {"ssh-private-key"}
}

_allowed_bits := 416

_groups := {"root", "ssh_keys"}

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
