package policies.host.banners.motd_test

import data.policies.host.banners.motd as rule

_at := {"file": "/x", "line": 1}

_over(base, more) := object.union(object.remove(base, object.keys(more)), more)

_fact(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

_banner(id, use, text, tells) := {"id": id, "use": use, "text": _fact(text), "tells": _fact(tells)}

_banners(list) := {"banners": {"flag": "complete", "data": {"banners": list}}}

cases := {
	"a warning and nothing else": {"host": _banners([_banner("/etc/motd", "motd", "authorised use only", [])]), "want": {"/etc/motd details": "pass"}},
	"the name of the system": {"host": _banners([_banner("/etc/motd", "motd", "debian", ["debian"])]), "want": {"/etc/motd details": "fail"}},
	"empty": {"host": _banners([_banner("/etc/motd", "motd", "", [])]), "want": {"/etc/motd details": "pass"}},
	"not readable": {"host": _banners([{"id": "/etc/motd", "use": "motd", "text": _unread, "tells": _unread}]), "want": {"/etc/motd details": "unknown"}},
	"a script that asks the kernel": {"host": _banners([_banner("/etc/motd", "motd", "", []), _banner("/etc/update-motd.d/10-uname", "motd", "", ["uname"])]), "want": {"/etc/motd details": "pass", "/etc/update-motd.d/10-uname details": "fail"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"banners": {"flag": "not-collected"}}}
}
