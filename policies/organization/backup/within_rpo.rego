# METADATA
# title: Each backup is younger than the smallest recovery point objective that holds for it
# description: |
#   The objective of the job, of its asset and of the approved backup policy all hold: the smallest decides. A
#   weekly backup that the asset allows still breaks a policy of one day. A last success in the future is not an
#   age.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/34/r1/upd1/final
#     description: NIST SP 800-34, recovery point objective
# custom:
#   severity: high
#   subject: backup
#   remediation: |
#     Find out why the job does not succeed, run it now, and alert on its age; or change the objective with the
#     approval of its owner.
#   aliases: [backup-within-rpo]
package policies.organization.backup.within_rpo

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"backup:{job.id}"] := [job.hours, job.allowed_hours] if some job in input.organization.backup_age.data.jobs

passed[$"backup:{job.id}"] := verdict.proof($"{job.hours.value} h since the last success, {job.allowed_hours.value} h allowed by {job.allowed_by}", [job.hours]) if {
	some job in input.organization.backup_age.data.jobs
	job.hours.value <= job.allowed_hours.value
}

failed[$"backup:{job.id}"] := verdict.proof($"{job.hours.value} h since the last success, {job.allowed_hours.value} h allowed by {job.allowed_by}", [job.hours]) if {
	some job in input.organization.backup_age.data.jobs
	job.hours.value > job.allowed_hours.value
}
