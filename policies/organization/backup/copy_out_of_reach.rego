# METADATA
# title: One copy is immutable or offline, with credentials that no production administrator holds
# description: |
#   Who encrypts the servers for a ransom deletes the backups first. A lock whose term is over is no lock.
#   Credentials that are declared apart stay unknown until the identity snapshot shows that no production
#   administrator holds them.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.cisa.gov/stopransomware/ransomware-guide
#     description: CISA, StopRansomware guide
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, CP-9(8)
# custom:
#   severity: high
#   subject: backup
#   remediation: |
#     Keep one copy with object lock, on a hardened repository or on a medium that is taken out, under accounts
#     used for nothing else.
#   aliases: [backup-immutable-or-offline-copy]
package policies.organization.backup.copy_out_of_reach

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"backup:{job.id}"] := [job.safe_copy, job.credentials_proof] if some job in input.organization.backup_copies.data.jobs

passed[$"backup:{job.id}"] := verdict.proof("a copy is out of reach of production administrators", [job.safe_copy, job.credentials_proof]) if {
	some job in input.organization.backup_copies.data.jobs
	job.safe_copy.value == true
	job.credentials_proof.value == true
}

failed[$"backup:{job.id}"] := verdict.proof(job.weakest, [job]) if {
	some job in input.organization.backup_copies.data.jobs
	job.safe_copy.value == false
}

failed[$"backup:{job.id}"] := verdict.proof("production administrators hold the credentials of the safe copies", [job.credentials_proof]) if {
	some job in input.organization.backup_copies.data.jobs
	job.safe_copy.value == true
	job.credentials_proof.value == false
}
