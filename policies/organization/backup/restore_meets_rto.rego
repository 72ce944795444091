# METADATA
# title: The last restore test kept the recovery time and was verified by checksum or application
# description: |
#   A restoration that takes longer than the business can wait, or that was only looked at, shows that the plan
#   does not hold. The smallest of the objectives of the job and of its asset decides, and the last test counts,
#   not the best.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/34/r1/upd1/final
#     description: NIST SP 800-34, recovery time objective
# custom:
#   severity: high
#   subject: backup
#   remediation: |
#     Shorten the restoration (faster medium, prepared target), verify it by checksum or in the application, and
#     test again.
#   aliases: [restore-test-meets-rto]
package policies.organization.backup.restore_meets_rto

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"backup:{job.id}"] := [job.last_result, job.last_minutes, job.rto_minutes, job.last_verified_by] if some job in input.organization.restore_state.data.jobs

passed[$"backup:{job.id}"] := verdict.proof($"{job.last_minutes.value} minutes, {job.rto_minutes.value} allowed, verified by {job.last_verified_by.value}", [job.last_minutes]) if {
	some job in input.organization.restore_state.data.jobs
	job.last_result.value == "success"
	job.last_minutes.value <= job.rto_minutes.value
	job.last_verified_by.value in {"checksum", "application"}
}

failed[id] := verdict.proof(concat("; ", sort(reasons)), [_jobs[id].last_result]) if some id, reasons in _reasons

_reasons[$"backup:{job.id}"] contains $"{job.last_minutes.value} minutes, {job.rto_minutes.value} allowed" if {
	some job in input.organization.restore_state.data.jobs
	job.last_minutes.value > job.rto_minutes.value
}

_reasons[$"backup:{job.id}"] contains $"the test of {job.last_on}: {job.last_result.value}" if {
	some job in input.organization.restore_state.data.jobs
	job.last_result.value in {"failed", "partial"}
}

_reasons[$"backup:{job.id}"] contains $"verification: {job.last_verified_by.value} only" if {
	some job in input.organization.restore_state.data.jobs
	job.last_result.value == "success"
	job.last_verified_by.value in {"visual", "none"}
}

_jobs[$"backup:{job.id}"] := job if some job in input.organization.restore_state.data.jobs
