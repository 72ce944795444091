package policies.host.banners.issue_test

import data.policies.host.banners.issue as rule

_at := {"file": "/x", "line": 1}

_over(base, more) := object.union(object.remove(base, object.keys(more)), more)

_fact(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

_banner(id, use, text, tells) := {"id": id, "use": use, "text": _fact(text), "tells": _fact(tells)}

_banners(list) := {"banners": {"flag": "complete", "data": {"banners": list}}}

cases := {
	"a warning and nothing else": {"host": _banners([_banner("/etc/issue", "issue", "authorised use only", [])]), "want": {"/etc/issue details": "pass", "/etc/issue warning": "pass"}},
	"the name of the system": {"host": _banners([_banner("/etc/issue", "issue", "debian", ["debian"])]), "want": {"/etc/issue details": "fail", "/etc/issue warning": "fail"}},
	"empty": {"host": _banners([_banner("/etc/issue", "issue", "", [])]), "want": {"/etc/issue details": "pass", "/etc/issue warning": "fail"}},
	"not readable": {"host": _banners([{"id": "/etc/issue", "use": "issue", "text": _unread, "tells": _unread}]), "want": {"/etc/issue details": "unknown", "/etc/issue warning": "unknown"}},
	"words of the policy": {"host": _banners([_banner("/etc/issue", "issue", "hic sunt leones", [])]), "want": {"/etc/issue details": "pass", "/etc/issue warning": "pass"}, "parameters": {"warning_words": ["Leones"]}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.host} with data.parameters as {"host.banners.issue": object.union({"warning_words": ["authori", "unauthori", "prohibited", "monitored", "private", "restricted", "recorded", "autoris", "interdit", "unbefugt", "prohibido", "autoriz"]}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"banners": {"flag": "not-collected"}}} with data.parameters as {"host.banners.issue": {"warning_words": ["authori", "unauthori", "prohibited", "monitored", "private", "restricted", "recorded", "autoris", "interdit", "unbefugt", "prohibido", "autoriz"]}}
}
