package policies.iam.access_policies.exclusions_declared_test

import data.policies.iam.access_policies.exclusions_declared as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# What differs from the exclusion below, and the verdict that it gives.
cases := {
	"an emergency account": {"exclusion": {}, "want": "pass"},
	"caught by another policy": {"exclusion": {"members": _known(["user:eve@x.example"]), "uncovered": _known([])}, "want": "pass"},
	"nobody in it": {"exclusion": {"members": _known([]), "uncovered": _known([])}, "want": "pass"},
	"somebody else in it too": {"exclusion": {"uncovered": _known(["user:glass@x.example", "user:eve@x.example"])}, "want": "fail"},
	"the role of the synchronisation": {"exclusion": {"term": "role:Directory Synchronization Accounts", "uncovered": _unread}, "want": "pass"},
	"who is in it is not known": {"exclusion": {"members": _unread, "uncovered": _unread}, "want": "unknown"},
	"a declared group of which the members are not known": {"exclusion": {"term": "group:Break glass", "members": _unread, "uncovered": _unread}, "want": "pass"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.exclusion) with data.parameters as _parameters
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"access_coverage": {"flag": "not-collected"}}} with data.parameters as _parameters
}

_parameters := {"iam.access_policies.exclusions_declared": {"break_glass": ["glass@x.example", "group:break glass"], "accepted": ["role:Directory Synchronization Accounts"]}}

_input(exclusion) := {"iam": {"access_coverage": {"flag": "complete", "data": {"exclusions": [object.union(object.remove(_exclusion, object.keys(exclusion)), exclusion)]}}}}

_exclusion := {"id": "CA1 excludes group:Out", "at": _at, "policy": "CA1", "term": "group:Out", "question": "mfa", "members": _known(["user:glass@x.example"]), "uncovered": _known(["user:glass@x.example"])}
