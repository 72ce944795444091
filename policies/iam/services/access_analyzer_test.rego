package policies.iam.services.access_analyzer_test

import data.policies.iam.services.access_analyzer as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

_arn := "arn:aws:access-analyzer:eu-west-3:111122223333:analyzer/account"

cases := {
	"one": {"analyzers": _known([_arn]), "regions": [], "declared": false, "want": {"pass"}},
	"one in each region": {"analyzers": _known([_arn]), "regions": ["eu-west-3"], "declared": false, "want": {"pass"}},
	"a region without": {"analyzers": _known([_arn]), "regions": ["eu-west-3", "us-east-1"], "declared": false, "want": {"fail"}},
	"none": {"analyzers": _known([]), "regions": [], "declared": false, "want": {"fail"}},
	"not given": {"analyzers": _unread, "regions": [], "declared": false, "want": {"unknown"}},
	"of the organization": {"analyzers": _known([]), "regions": [], "declared": true, "want": {"not-applicable"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"iam": {"account_services": {"flag": "complete", "data": {"account": "111122223333", "analyzers": case.analyzers}}}}
		with data.parameters as {"iam.services.access_analyzer": {"regions": case.regions, "declared": case.declared}}
	{o.status | some o in observations} == case.want
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"account_services": {"flag": "not-collected"}}}
		with data.parameters as {"iam.services.access_analyzer": {"regions": [], "declared": false}}
}
