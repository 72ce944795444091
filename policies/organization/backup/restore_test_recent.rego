# METADATA
# title: Each backup was restored with success inside the interval of its criticality
# description: |
#   A backup that nobody restored is a hope. A failed or partial test does not count, nor does one in the future.
#   A register of tests that holds none of a job is a failure; without the register the rule is unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, CP-9(1)
#   - ref: https://eur-lex.europa.eu/eli/reg/2016/679/oj
#     description: GDPR, article 32(1)(c)
# custom:
#   severity: high
#   subject: backup
#   remediation: |
#     Restore the backup to a separate place, verify it, and add the test to restore-tests.csv.
#   aliases: [restore-test-recent]
#   parameters:
#     critical_days:
#       default: 90
#       description: Days between two tests of a critical asset.
#     high_days:
#       default: 180
#       description: Days between two tests of an asset of high criticality.
#     other_days:
#       default: 365
#       description: Days between two tests of other assets.
package policies.organization.backup.restore_test_recent

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"backup:{job.id}"] := [job.criticality, job.success_days] if some job in input.organization.restore_state.data.jobs

passed[$"backup:{job.id}"] := verdict.proof($"last success {job.success_on} ({job.success_days.value} days, {_allowed[job.id]} allowed)", [job.success_days]) if {
	some job in input.organization.restore_state.data.jobs
	job.success_days.value >= 0
	job.success_days.value <= _allowed[job.id]
}

failed[$"backup:{job.id}"] := verdict.proof($"last success {job.success_on} ({job.success_days.value} days, {_allowed[job.id]} allowed); the last test, of {job.last_on}: {job.last_result.value}", [job.success_days]) if {
	some job in input.organization.restore_state.data.jobs
	job.success_days.value > _allowed[job.id]
}

failed[$"backup:{job.id}"] := verdict.proof($"{job.tests} tests are registered, none succeeded", [job]) if {
	some job in input.organization.restore_state.data.jobs
	job.success_days.value < 0
}

_parameters := data.parameters["organization.backup.restore_test_recent"]

_days := {"critical": _parameters.critical_days, "high": _parameters.high_days, "medium": _parameters.other_days, "low": _parameters.other_days}

_allowed[job.id] := _days[job.criticality.value] if some job in input.organization.restore_state.data.jobs
