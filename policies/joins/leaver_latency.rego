# METADATA
# title: Accounts of people who left were closed soon after their last day
# description: |
#   How long it takes on average hides the one that was forgotten: judged is the slowest account, the median is told beside it.
#   The hours count from the end of the last day, where the organization is, until the account was disabled; for one that is
#   still open, until now. The limit is leaver_revoke_hours of an approved policy, else the parameter. Accounts that are only
#   guessed to be the person's do not count. Systems that do not tell when an account was disabled leave the answer open, unless
#   a known one is too late already.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, PS-4 (personnel termination); NIST SP 800-53, AC-2 (account management)
# custom:
#   severity: medium
#   subject: all who left
#   remediation: >-
#     Find out why the slowest ones took so long: nobody was told, or the system was not on the list. Let the HR system trigger
#     the closing.
#   parameters:
#     max_hours: {default: 24, description: Hours from the end of the last day when no approved policy says}
#   aliases: [leaver-latency]
package policies.joins.leaver_latency

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[one.id] := [one.all_known, one.median_hours, one.maximum_hours] if some one in input.estate.leavers.data.latency

passed[one.id] := verdict.proof($"median {one.median_hours.value} h, maximum {one.maximum_hours.value} h over accounts ({one.accounts}), {_limit(one)} h allowed", [one]) if {
	some one in input.estate.leavers.data.latency
	one.all_known.value == true
	one.maximum_hours.value <= _limit(one)
}

failed[one.id] := verdict.proof($"the slowest took {one.maximum_hours.value} h ({one.slowest}), {_limit(one)} h allowed; {_median(one)}, still open: {one.still_open} of {one.accounts}", [one.maximum_hours]) if {
	some one in input.estate.leavers.data.latency
	one.maximum_hours.value > _limit(one)
}

_median(one) := $"median {one.median_hours.value} h" if one.median_hours.value >= 0

_median(one) := "the median is not known" if one.median_hours.unknown

_limit(one) := object.get(one, "limit_hours", data.parameters["joins.leaver_latency"].max_hours)
