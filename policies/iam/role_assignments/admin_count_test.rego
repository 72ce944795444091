package policies.iam.role_assignments.admin_count_test

import data.policies.iam.role_assignments.admin_count as rule

_at := {"file": "export.json", "line": 2}

_known(value) := {"value": value, "at": _at}

_unread := {"unknown": "not in the export", "at": _at}

# How many hold the role, of how many it is not known, and the verdict that it gives.
cases := {
	"two": {"holders": 2, "untold": 0, "want": "pass"},
	"four": {"holders": 4, "untold": 0, "want": "pass"},
	"five": {"holders": 5, "untold": 0, "want": "fail"},
	"five, and more of whom it is not known": {"holders": 5, "untold": 3, "want": "fail"},
	"one": {"holders": 1, "untold": 0, "want": "fail"},
	"none": {"holders": 0, "untold": 0, "want": "fail"},
	"between, whatever the others are": {"holders": 3, "untold": 1, "want": "pass"},
	"too many if the others are": {"holders": 3, "untold": 2, "want": "unknown"},
	"too few unless the others are": {"holders": 1, "untold": 1, "want": "unknown"},
	"other bounds for this provider": {"holders": 6, "untold": 0, "parameters": {"bounds": {"entra": {"max": 8}}}, "want": "pass"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(_people(case)) with data.parameters as _parameters(object.get(case, "parameters", {}))
	{o.status | some o in observations} == {case.want}
}

# Accounts beside two that hold the role, and the verdict that they give with at most two.
beside := {
	"through a group": {"identity": {"roles": _known(["Global Administrator @ / through group:Admins"])}, "want": "fail"},
	"a disabled one": {"identity": {"enabled": _known(false)}, "want": "pass"},
	"over a part of the directory": {"identity": {"roles": _known(["Global Administrator @ /administrativeUnits/1"])}, "want": "pass"},
	"a role with a like name": {"identity": {"roles": _known(["Global Administrator Helper @ /"])}, "want": "pass"},
	"an application": {"identity": {"kind": "service"}, "want": "pass"},
	"enabled or not, nobody knows": {"identity": {"enabled": _unread}, "want": "unknown"},
}

test_beside[note] if {
	some note, case in beside
	third := object.union(object.remove(_holder(3), object.keys(case.identity)), case.identity)
	observations := rule.observations with input as _input([_holder(1), _holder(2), third]) with data.parameters as _parameters({"max": 2})
	{o.status | some o in observations} == {case.want}
}

test_section_that_was_not_collected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"iam": {"directory_state": {"flag": "not-collected"}}} with data.parameters as _parameters({})
}

_parameters(own) := {"iam.role_assignments.admin_count": object.union({"min": 2, "max": 4, "bounds": {}, "roles": ["Global Administrator", "Super Admin"]}, own)}

_people(case) := array.concat(
	[_holder(n) | some n in numbers.range(1, 20); n <= case.holders],
	[object.union(object.remove(_holder(n), ["roles"]), {"roles": _unread}) | some n in numbers.range(21, 40); n - 20 <= case.untold],
)

_holder(n) := {"id": $"user:{n}", "kind": "human", "name": $"{n}", "at": _at, "enabled": _known(true), "roles": _known(["Global Administrator @ /"])}

_input(identities) := {"iam": {"directory_state": {"flag": "complete", "data": {"system": "entra", "account": "t", "identities": identities}}}}
