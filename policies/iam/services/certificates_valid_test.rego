package policies.iam.services.certificates_valid_test

import data.policies.iam.services.certificates_valid as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

cases := {
	"valid": {"days": _known(30), "want": {"pass"}},
	"expired": {"days": _known(-1), "want": {"fail"}},
	"not readable": {"days": _unread, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"iam": {"certificate_state": {"flag": "complete", "data": {"certificates": [{"id": "www", "at": _at, "days_to_expiry": case.days}]}}}}
	{o.status | some o in observations} == case.want
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"certificate_state": {"flag": "not-collected"}}}
}
