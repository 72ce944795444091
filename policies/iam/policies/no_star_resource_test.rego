package policies.iam.policies.no_star_resource_test

import data.policies.iam.policies.no_star_resource as rule

_at := {"file": "account.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

_grant := {"kind": "star-resource", "statement": "#1", "actions": ["sqs:ReceiveMessage"], "count": 1, "resource": "*", "at": _at}

# What differs from the record below, and the verdict that it gives.
cases := {
	"nothing is open": {"record": {}, "want": "pass"},
	"open": {"record": {"grants": _known([_grant])}, "want": "fail"},
	"open in an inline policy": {"record": {"grants": _known([_grant]), "kind": "inline"}, "want": "fail"},
	"more actions than are named": {"record": {"grants": _known([object.union(_grant, {"count": 12})])}, "want": "fail"},
	"two statements": {"record": {"grants": _known([_grant, object.union(_grant, {"statement": "#2"})])}, "want": "fail"},
	"open in another way": {"record": {"grants": _known([object.union(_grant, {"kind": "write"})])}, "want": "pass"},
	"document not in the export": {"record": {"grants": _unread}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.record)
	{o.status | some o in observations} == {case.want}
}

test_message_counts_what_it_does_not_name if {
	some o in rule.observations with input as _input({"grants": _known([object.union(_grant, {"count": 12})])})
	o.message == "statement #1 allows sqs:ReceiveMessage and 11 more on *"
}

test_policy_of_the_provider_gives_no_observation if {
	count(rule.observations) == 0 with input as _input({"grants": _known([_grant]), "owner": "provider"})
}

test_policy_that_nobody_has_gives_no_observation if {
	count(rule.observations) == 0 with input as _input({"grants": _known([_grant]), "attached_to": []})
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"open_grants": {"flag": "not-collected"}}}
}

_input(record) := {"iam": {"open_grants": {"flag": "complete", "data": {"policies": [object.union(object.remove(_record, object.keys(record)), record)]}}}}

_record := {"id": "policy:p", "kind": "managed", "name": "p", "owner": "customer", "attached_to": ["group:ops"], "grants": _known([]), "at": _at}
