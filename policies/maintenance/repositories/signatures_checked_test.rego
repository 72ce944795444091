package policies.maintenance.repositories.signatures_checked_test

import data.policies.maintenance.repositories.signatures_checked as rule

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

cases := {
	"checked": {"given": {}, "want": {"pass"}},
	"trusted=yes": {"given": {"signature_checked": _is(false)}, "want": {"fail"}},
	"all let in": {"given": {"all": _is(true)}, "want": {"fail"}},
	"apt.conf not readable": {"given": {"all": _unread}, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given)
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}}
}

_repo := {
	"id": "https://deb.example.org stable", "uri": "https://deb.example.org", "kind": "apt", "transport": "https",
	"signature_checked": _is(true), "signed_by": _is("/usr/share/keyrings/x.gpg"), "credentials_in_uri": false, "at": _at,
}

_input(change) := {"host": {"repositories": {"flag": "complete", "data": {
	"repositories": [_with(_repo, object.remove(change, ["all"]))],
	"unauthenticated_allowed": object.get(change, "all", _is(false)),
}}}}

# A union would merge the facts themselves.
_with(base, change) := object.union(object.remove(base, object.keys(change)), change)
