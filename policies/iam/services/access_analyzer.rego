# METADATA
# title: An analyzer watches what the account opens to others
# description: |
#   An access analyzer tells when a bucket, key, role or queue is opened to another account or the world, the day it happens.
#   Analyzers of unused access do not count. Each region has its own: name those in use in `regions`; without that, one active
#   analyzer anywhere passes. An analyzer of the organization, listed from its own account, is declared in `declared`.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html
#     description: "IAM Access Analyzer"
# custom:
#   severity: medium
#   subject: account
#   remediation: |
#     In each region in use: `aws accessanalyzer create-analyzer --analyzer-name account --type ACCOUNT --region REGION`;
#     or once for the organization, with --type ORGANIZATION, from the delegated administrator.
#   aliases: [access-analyzer-on]
#   parameters:
#     regions:
#       default: []
#       description: "Regions that each need an analyzer, such as eu-west-3."
#     declared:
#       default: false
#       description: "An analyzer of the organization watches this account from another one."
package policies.iam.services.access_analyzer

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[_id] := _analyzers

passed[_id] := verdict.proof($"active: {concat(", ", sort(_analyzers.value))}", [_analyzers]) if {
	_parameters.declared == false
	count(_analyzers.value) > 0
	count(_missing) == 0
}

failed[_id] := verdict.proof("no active analyzer of external access", [_analyzers]) if {
	_parameters.declared == false
	count(_analyzers.value) == 0
}

failed[_id] := verdict.proof($"no active analyzer in {concat(", ", sort(_missing))}", [_analyzers]) if {
	_parameters.declared == false
	count(_analyzers.value) > 0
	count(_missing) > 0
}

not_applicable[_id] := verdict.proof("an analyzer of the organization is declared", [_analyzers]) if _parameters.declared == true

_missing := {region |
	some region in _parameters.regions
	every arn in _analyzers.value { contains(arn, $":access-analyzer:{region}:") == false }
}

_analyzers := input.iam.account_services.data.analyzers

_id := concat("", ["account:", input.iam.account_services.data.account])

_parameters := data.parameters["iam.services.access_analyzer"]
