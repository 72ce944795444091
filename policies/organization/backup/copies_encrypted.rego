# METADATA
# title: Each copy is encrypted, and its key is kept elsewhere than on the system it saves
# description: |
#   A tape that is lost on the way must be worthless to its finder, and a key that burns with the server makes the
#   backup worthless to its owner. Where the key lies is to be written down (key_location).
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, CP-9(8)
# custom:
#   severity: medium
#   subject: backup
#   remediation: |
#     Encrypt every copy, keep the key in a vault or on paper in a safe, and write key_location into backups.yaml.
#   aliases: [backup-encrypted]
package policies.organization.backup.copies_encrypted

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"backup:{job.id}"] := [job.all_encrypted, job.key_elsewhere] if some job in input.organization.backup_copies.data.jobs

passed[$"backup:{job.id}"] := verdict.proof("every copy is encrypted and its key lies elsewhere", [job]) if {
	some job in input.organization.backup_copies.data.jobs
	job.all_encrypted.value == true
	job.key_elsewhere.value == true
}

failed[$"backup:{job.id}"] := verdict.proof($"not encrypted: {concat(", ", job.unencrypted)}", [job]) if {
	some job in input.organization.backup_copies.data.jobs
	job.all_encrypted.value == false
}

failed[$"backup:{job.id}"] := verdict.proof("the key lies on the system that is backed up", [job.key_elsewhere]) if {
	some job in input.organization.backup_copies.data.jobs
	job.all_encrypted.value == true
	job.key_elsewhere.value == false
}
