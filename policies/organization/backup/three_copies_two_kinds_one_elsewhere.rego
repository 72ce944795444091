# METADATA
# title: Three copies with the production data, two kinds of media or technology, one elsewhere
# description: |
#   A fire takes the room, an error of one product takes all that it wrote. The production data counts as one
#   copy. Two copies of one tool on one kind of disk are one kind.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.cisa.gov/sites/default/files/publications/data_backup_options.pdf
#     description: US-CERT, data backup options
#   - ref: https://messervices.cyber.gouv.fr/guides/guide-dhygiene-informatique
#     description: ANSSI, guide d’hygiène, measure 37
# custom:
#   severity: high
#   subject: backup
#   remediation: |
#     Add a copy on another medium or by another tool, outside the site, and register it under copies in
#     backups.yaml.
#   aliases: [backup-321]
package policies.organization.backup.three_copies_two_kinds_one_elsewhere

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"backup:{job.id}"] := [job.kinds, job.elsewhere] if some job in input.organization.backup_copies.data.jobs

passed[$"backup:{job.id}"] := verdict.proof($"{job.copies} copies with production, {job.kinds.value} kinds, one elsewhere", [job]) if {
	some job in input.organization.backup_copies.data.jobs
	job.copies >= 3
	job.kinds.value >= 2
	job.elsewhere.value == true
}

failed[id] := verdict.proof(concat("; ", sort(reasons)), [_jobs[id]]) if some id, reasons in _reasons

_reasons[$"backup:{job.id}"] contains $"{job.copies} copies with production, three needed" if {
	some job in input.organization.backup_copies.data.jobs
	job.copies < 3
}

_reasons[$"backup:{job.id}"] contains "all copies are of one kind" if {
	some job in input.organization.backup_copies.data.jobs
	job.copies >= 3
	job.kinds.value < 2
}

_reasons[$"backup:{job.id}"] contains "no copy is elsewhere" if {
	some job in input.organization.backup_copies.data.jobs
	job.elsewhere.value == false
}

_jobs[$"backup:{job.id}"] := job if some job in input.organization.backup_copies.data.jobs
