# METADATA
# title: People report a simulated phishing, and fast
# description: |
#   One early report protects everybody else. Judged is the latest campaign: the share of those reached who reported,
#   and the median time from the mail to the report. gophish keeps the time of the last event only; where a person did
#   something after the report, the time is an upper bound.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.getgophish.com/user-guide/documentation/campaigns
#     description: gophish user guide, campaigns
#   - ref: https://www.enisa.europa.eu/topics/awareness-and-cyber-hygiene
#     description: ENISA, awareness and cyber hygiene
# custom:
#   severity: low
#   subject: campaign
#   remediation: |
#     Show the report button in training and to new people, thank those who report, and check that the mailbox for
#     reports works.
#   aliases: [phishing-report-rate-above-threshold]
#   parameters:
#     min_percent:
#       default: 20
#       description: Share of the people reached who reported, in per cent.
#     max_minutes:
#       default: 30
#       description: Median time from the mail to the report, in minutes.
package policies.organization.training.phishing_report_rate_above_threshold

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := array.concat(campaign.unclear, [campaign.median_report_minutes]) if some id, campaign in _latest

passed[id] := verdict.proof($"{_share(campaign)}, median {campaign.median_report_minutes.value} min", [campaign]) if {
	some id, campaign in _latest
	count(campaign.unclear) == 0
	campaign.report_percent >= _parameters.min_percent
	campaign.median_report_minutes.value <= _parameters.max_minutes
}

failed[id] := verdict.proof(concat("; ", sort(reasons)), [campaign]) if {
	some id, campaign in _latest
	reasons := _reasons[id]
}

_reasons[id] contains $"{_share(campaign)} reported, {_parameters.min_percent} % asked" if {
	some id, campaign in _latest
	count(campaign.unclear) == 0
	campaign.report_percent < _parameters.min_percent
}

_reasons[id] contains $"the median report came after {campaign.median_report_minutes.value} min, {_parameters.max_minutes} allowed" if {
	some id, campaign in _latest
	campaign.median_report_minutes.value > _parameters.max_minutes
}

_share(campaign) := $"{campaign.report_percent} % ({campaign.reported} of {campaign.delivered})"

_latest[$"campaign:{campaign.id}"] := campaign if {
	some campaign in input.organization.campaign_state.data.campaigns
	campaign.latest == true
}

_parameters := data.parameters["organization.training.phishing_report_rate_above_threshold"]
