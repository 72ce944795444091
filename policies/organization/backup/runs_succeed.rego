# METADATA
# title: The last runs of each backup job succeeded with an even size
# description: |
#   A run that ends with a warning left something out. A success alone does not show that the runs before it
#   succeeded, nor that the size is usual (an empty backup succeeds too): that needs the register of runs.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/34/r1/upd1/final
#     description: NIST SP 800-34, backup
# custom:
#   severity: high
#   subject: backup
#   remediation: |
#     Read the log of the job and mend it; export backup-runs.csv (backup_id, ended_at, status, size_bytes).
#   aliases: [backup-last-result-success]
package policies.organization.backup.runs_succeed

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"backup:{job.id}"] := [job.last_status, job.earlier_runs] if some job in input.organization.backup_copies.data.jobs

passed[$"backup:{job.id}"] := verdict.proof("the last runs succeeded with an even size", [job.last_status, job.earlier_runs]) if {
	some job in input.organization.backup_copies.data.jobs
	job.last_status.value == "success"
	job.earlier_runs.value == "even"
}

failed[id] := verdict.proof(concat("; ", sort(reasons)), [_jobs[id]]) if some id, reasons in _reasons

_reasons[$"backup:{job.id}"] contains $"the last run ended with {job.last_status.value}" if {
	some job in input.organization.backup_copies.data.jobs
	job.last_status.value in {"failed", "warning"}
}

_reasons[$"backup:{job.id}"] contains job.earlier_runs.value if {
	some job in input.organization.backup_copies.data.jobs
	job.earlier_runs.value != "even"
}

_jobs[$"backup:{job.id}"] := job if some job in input.organization.backup_copies.data.jobs
