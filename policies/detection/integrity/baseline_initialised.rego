# METADATA
# title: Each integrity tool has a baseline that is not stale
# description: |
#   Without its database the tool compares with nothing; `aideinit` writes aide.db.new, which counts only when it
#   was moved to aide.db. A database older than the limit reports so many changes by updates that nobody reads
#   them. That the same root can rewrite the database remains: keep a copy elsewhere.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://aide.github.io/
# custom:
#   severity: medium
#   subject: integrity-tool
#   remediation: |
#     Run `aideinit` (or `aide --update`), look at the changes, move aide.db.new to aide.db, keep a copy on
#     another machine.
#   aliases: [fim-baseline-initialised, ids-integrity-database]
#   parameters:
#     max_age_days:
#       default: 90
#       description: "Age at most, in days."
package policies.detection.integrity.baseline_initialised

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[tool.id] := [tool.baseline_present, _age[tool.id]] if some tool in input.host.integrity.data.tools

passed[tool.id] := verdict.proof($"its database is {age.value} days old", [tool.baseline_present]) if {
	some tool in input.host.integrity.data.tools
	tool.baseline_present.value == true
	age := _age[tool.id]
	age.value <= _limit
}

failed[tool.id] := verdict.proof("it has no database", [tool.baseline_present]) if {
	some tool in input.host.integrity.data.tools
	tool.baseline_present.value == false
}

failed[tool.id] := verdict.proof($"its database is {age.value} days old, more than {_limit}", [age]) if {
	some tool in input.host.integrity.data.tools
	tool.baseline_present.value == true
	age := _age[tool.id]
	age.value > _limit
}

_age[one.id] := one.age_days if some one in input.host.detection_age.data.baselines

_limit := data.parameters["detection.integrity.baseline_initialised"].max_age_days
