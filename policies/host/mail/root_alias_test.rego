package policies.host.mail.root_alias_test

import data.policies.host.mail.root_alias as rule

_at := {"file": "/x", "line": 1}

_over(base, more) := object.union(object.remove(base, object.keys(more)), more)

_fact(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

_mail(sends, targets, person) := {"mail_aliases": {"flag": "complete", "data": {"can_send": _fact(sends), "root_targets": _fact(targets), "root_reaches_person": person}}}

cases := {
	"an address": {"host": _mail(true, ["a@example.org"], _fact(true)), "want": {"root": "pass"}},
	"nobody": {"host": _mail(true, ["root"], _fact(false)), "want": {"root": "fail"}},
	"no mail": {"host": _mail(false, ["root"], _fact(false)), "want": {"root": "not-applicable"}},
	"an included list": {"host": _mail(true, [":include:/x"], _unread), "want": {"root": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"mail_aliases": {"flag": "not-collected"}}}
}
