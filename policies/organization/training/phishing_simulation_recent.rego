# METADATA
# title: Phishing was simulated in the last six months and reached the staff within a year
# description: |
#   People notice what they have met. Only mail that was delivered reaches somebody; a campaign that is planned or still
#   sending does not count. The day of a campaign comes from phishing/index.yaml, or from the first mail sent.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.getgophish.com/user-guide/documentation/campaigns
#     description: gophish user guide, campaigns
#   - ref: https://www.enisa.europa.eu/topics/awareness-and-cyber-hygiene
#     description: ENISA, awareness and cyber hygiene
# custom:
#   severity: medium
#   subject: organization
#   remediation: |
#     Run a campaign that includes those who were not reached in the last twelve months, and put its results into
#     phishing/.
#   aliases: [phishing-simulation-recent]
#   parameters:
#     max_days:
#       default: 183
#       description: Age of the last campaign, in days.
#     min_percent:
#       default: 90
#       description: Share of the active people reached within a year, in per cent.
package policies.organization.training.phishing_simulation_recent

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["organization"] := [_reach.latest_age_days] if _reach

passed["organization"] := verdict.proof(
	$"last on {_reach.latest_on.value}; {_share} reached in twelve months",
	[_reach],
) if {
	_reach.people > 0
	_reach.latest_age_days.value <= _parameters.max_days
	_reach.percent >= _parameters.min_percent
}

failed["organization"] := verdict.proof(concat("; ", sort(_reasons)), [_reach]) if count(_reasons) > 0

_reasons contains $"the last campaign was on {_reach.latest_on.value}, {age.value} days ago" if {
	age := _reach.latest_age_days
	age.value > _parameters.max_days
}

_reasons contains $"{_share} reached in twelve months, {_parameters.min_percent} % asked" if {
	_reach.people > 0
	_reach.percent < _parameters.min_percent
}

_share := $"{_reach.reached} of {_reach.people} ({_reach.percent} %)"

_reach := input.organization.phishing_reach.data

_parameters := data.parameters["organization.training.phishing_simulation_recent"]
