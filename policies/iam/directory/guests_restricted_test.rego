package policies.iam.directory.guests_restricted_test

import data.policies.iam.directory.guests_restricted as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# A setting that differs from those below, the subject it is of, and the verdict that it gives.
cases := {
	"everybody invites": {"settings": {"guest_invites": _known("everyone")}, "subject": "guest invitations", "want": "fail"},
	"nobody invites": {"settings": {"guest_invites": _known("nobody")}, "subject": "guest invitations", "want": "pass"},
	"guests see what members see": {"settings": {"guest_access": _known("member")}, "subject": "guest rights", "want": "fail"},
	"guests of any domain": {"settings": {"guest_domains": _known("any")}, "subject": "guest domains", "want": "fail"},
	"domains not told": {"settings": {"guest_domains": _unread}, "subject": "guest domains", "want": "unknown"},
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

_parameters := {"iam.directory.guests_restricted": {"invites": ["nobody", "admins"], "access": ["restricted"], "domains": ["allow-list", "deny-list"]}}

_input(settings) := {"iam": {"directory_settings": {"flag": "complete", "data": object.union(object.remove(_settings, object.keys(settings)), settings)}}}

_settings := {"guest_invites": _known("admins"), "guest_access": _known("restricted"), "guest_domains": _known("allow-list")}
