# METADATA
# title: Each backup was tested within a year by somebody else than its owner
# description: |
#   Who set up a job tests what he remembers of it. One test a year by another pair of hands shows that the
#   instructions suffice. Without any test the rule is unknown; that there is none is told elsewhere.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, CP-4
# custom:
#   severity: low
#   subject: backup
#   remediation: |
#     Let a colleague restore the backup from the written instructions and register the test under his name.
#   aliases: [backup-restore-tester-independent]
#   parameters:
#     max_days:
#       default: 365
#       description: Days since the last test by another person.
package policies.organization.backup.restore_tester_independent

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"backup:{job.id}"] := job.independent_days if some job in input.organization.restore_testers.data.jobs

passed[$"backup:{job.id}"] := verdict.proof($"tested by another person {job.independent_days.value} days ago", [job.independent_days]) if {
	some job in input.organization.restore_testers.data.jobs
	job.independent_days.value >= 0
	job.independent_days.value <= _max_days
}

failed[$"backup:{job.id}"] := verdict.proof($"only its owner tested it: {concat(", ", job.testers)}", [job.independent_days]) if {
	some job in input.organization.restore_testers.data.jobs
	job.independent_days.value < 0
}

failed[$"backup:{job.id}"] := verdict.proof($"tested by another person {job.independent_days.value} days ago, {_max_days} allowed", [job.independent_days]) if {
	some job in input.organization.restore_testers.data.jobs
	job.independent_days.value > _max_days
}

_max_days := data.parameters["organization.backup.restore_tester_independent"].max_days
