package policies.lib.open_grants_test

import data.policies.lib.open_grants

_at := {"file": "account.json", "line": 2}

_grant := {"kind": "data", "statement": "S1", "actions": ["s3:GetObject"], "count": 1, "resource": "*", "at": _at}

_policy(id, grants) := {"id": id, "owner": "customer", "attached_to": ["user:ann"], "grants": {"value": grants, "at": _at}}

test_only_policies_of_the_customer_that_somebody_holds_are_judged if {
	mine := _policy("mine", [])
	theirs := object.union(_policy("theirs", []), {"owner": "provider"})
	loose := object.union(_policy("loose", []), {"attached_to": []})
	open_grants.judged([mine, theirs, loose]) == [mine]
}

test_a_policy_holds_grants_of_the_kind_or_is_without if {
	policies := [_policy("open", [_grant]), _policy("other", [object.union(_grant, {"kind": "write"})]), _policy("none", [])]
	object.keys(open_grants.without(policies, "data", "fine")) == {"other", "none"}
	{id: proof.message | some id, proof in open_grants.holding(policies, "data")} == {"open": "statement S1 allows s3:GetObject on *"}
}

test_a_policy_that_was_not_read_is_neither if {
	policies := [object.union(object.remove(_policy("unread", []), ["grants"]), {"grants": {"unknown": "not given", "at": _at}})]
	count(open_grants.without(policies, "data", "fine")) == 0
	count(open_grants.holding(policies, "data")) == 0
	open_grants.grants(policies) == {"unread": {"unknown": "not given", "at": _at}}
}

test_actions_that_are_not_shown_are_counted if {
	many := object.union(_grant, {"count": 9})
	proof := open_grants.holding([_policy("open", [many])], "data").open
	proof.message == "statement S1 allows s3:GetObject and 8 more on *"
}
