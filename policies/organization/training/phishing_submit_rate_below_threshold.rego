# METADATA
# title: Few people type something into the page of a simulated phishing
# description: |
#   Judged is the latest campaign: the share of those reached who submitted data, and whether the share rose in two
#   campaigns in a row. Clicks are counted and not judged: mail scanners click too, and a click alone gives little away.
#   The difficulty of campaigns differs, so one rise alone is no failure.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.getgophish.com/user-guide/documentation/campaigns
#     description: gophish user guide, campaigns
#   - ref: https://www.enisa.europa.eu/topics/awareness-and-cyber-hygiene
#     description: ENISA, awareness and cyber hygiene
# custom:
#   severity: medium
#   subject: campaign
#   remediation: |
#     Train those who submitted, look at why the mail was convincing, and turn on a second factor that withstands
#     phishing.
#   aliases: [phishing-submit-rate-below-threshold]
#   parameters:
#     max_percent:
#       default: 5
#       description: Share of the people reached who submitted data, in per cent.
package policies.organization.training.phishing_submit_rate_below_threshold

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := campaign.unclear if some id, campaign in _latest

passed[id] := verdict.proof(_share(campaign), [campaign]) if {
	some id, campaign in _latest
	count(campaign.unclear) == 0
	campaign.submit_percent <= _max
	campaign.worse_in_a_row < 2
}

failed[id] := verdict.proof(concat("; ", sort(reasons)), [campaign]) if {
	some id, campaign in _latest
	reasons := _reasons[id]
}

_reasons[id] contains $"{_share(campaign)}, {_max} % allowed" if {
	some id, campaign in _latest
	campaign.submit_percent > _max
}

_reasons[id] contains $"worse in {campaign.worse_in_a_row} campaigns in a row" if {
	some id, campaign in _latest
	campaign.worse_in_a_row >= 2
}

_share(campaign) := $"{campaign.submit_percent} % ({campaign.submitted} of {campaign.delivered}) after {before.submit_percent} % ({before.submitted} of {before.delivered})" if before := campaign.previous

else := $"{campaign.submit_percent} % ({campaign.submitted} of {campaign.delivered})"

_latest[$"campaign:{campaign.id}"] := campaign if {
	some campaign in input.organization.campaign_state.data.campaigns
	campaign.latest == true
}

_max := data.parameters["organization.training.phishing_submit_rate_below_threshold"].max_percent
