package policies.iam.directory.app_consent_restricted_test

import data.policies.iam.directory.app_consent_restricted as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# A setting that differs from those below, the subject it is of, and the verdict that it gives.
cases := {
	"any consent": {"settings": {"user_consent": _known("any")}, "subject": "consent of users", "want": "fail"},
	"low risk": {"settings": {"user_consent": _known("low-risk")}, "subject": "consent of users", "want": "pass"},
	"a policy of one's own": {"settings": {"user_consent": _unread}, "subject": "consent of users", "want": "unknown"},
	"no way to ask": {"settings": {"consent_requests": _known(false)}, "subject": "requests for consent", "want": "fail"},
	"no way to ask, and none is wanted": {"settings": {"consent_requests": _known(false)}, "parameters": {"iam.directory.app_consent_restricted": {"consent": ["none"], "requests": false}}, "subject": "requests for consent", "want": "pass"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.settings) with data.parameters as object.union(_parameters, object.get(case, "parameters", {}))
	{o.status | some o in observations; o.subject == case.subject} == {case.want}
}

test_each_setting_is_a_subject if {
	observations := rule.observations with input as _input({}) with data.parameters as _parameters
	{o.status | some o in observations} == {"pass"}
}

test_section_that_was_not_collected_gives_no_observation if {
	count([o | some o in rule.observations; o.status in {"pass", "fail"}]) == 0 with input as {"iam": {"directory_settings": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.directory.app_consent_restricted": {"consent": ["none", "low-risk"], "requests": true}}

_input(settings) := {"iam": {"directory_settings": {"flag": "complete", "data": object.union(object.remove(_settings, object.keys(settings)), settings)}}}

_settings := {"user_consent": _known("none"), "consent_requests": _known(true)}
