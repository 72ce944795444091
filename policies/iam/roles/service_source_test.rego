package policies.iam.roles.service_source_test

import data.policies.iam.roles.service_source as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

_grant(value, conditions) := {"statement": "#1", "kind": "service", "value": value, "conditions": conditions, "restrictions": [], "at": _at}

cases := {
	"pinned": {"trust": _known([_grant("scheduler.amazonaws.com", ["aws:sourceaccount"])]), "want": {"pass"}},
	"loose": {"trust": _known([_grant("scheduler.amazonaws.com", [])]), "want": {"fail"}},
	"loose in a region": {"trust": _known([_grant("logs.eu-west-3.amazonaws.com", ["aws:requestedregion"])]), "want": {"fail"}},
	"one of two": {"trust": _known([_grant("states.amazonaws.com", ["aws:sourcearn"]), _grant("pipes.amazonaws.com", [])]), "want": {"fail"}},
	"a machine": {"trust": _known([_grant("ec2.amazonaws.com", [])]), "want": {"not-applicable"}},
	"a name that begins alike": {"trust": _known([_grant("logsx.amazonaws.com", [])]), "want": {"not-applicable"}},
	"not readable": {"trust": _unread, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.trust, false) with data.parameters as _parameters
	{o.status | some o in observations} == case.want
}

test_roles_that_services_keep_are_not_judged if {
	count(rule.observations) == 0 with input as _input(_known([_grant("logs.amazonaws.com", [])]), true) with data.parameters as _parameters
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"roles": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.roles.service_source": {"services": ["logs", "pipes", "scheduler", "states"]}}

_input(trust, linked) := {"iam": {"roles": {"flag": "complete", "data": {"roles": [{"id": "role:r", "name": "r", "service_linked": linked, "trust": trust, "at": _at}]}}}}
