package policies.detection.bruteforce.protection_active_test

import data.policies.detection.bruteforce.protection_active as rule

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

cases := {
	"jail on": {"given": _f2b(_is(true), _is(true), [_jail("sshd", "sshd", _is(true))]), "want": {"pass"}},
	"jail of another name with the filter": {"given": _f2b(_is(true), _is(true), [_jail("ssh-internal", "sshd", _is(true))]), "want": {"pass"}},
	"not installed": {"given": _f2b(_is(false), _is(false), []), "want": {"fail"}},
	"installed and not started": {"given": _f2b(_is(true), _is(false), [_jail("sshd", "sshd", _is(true))]), "want": {"fail"}},
	"only another jail": {"given": _f2b(_is(true), _is(true), [_jail("postfix", "postfix", _is(true))]), "want": {"fail"}},
	"PAM asks for them": {"given": _with(_f2b(_is(false), _is(false), []), {"password": false, "interactive": true}), "want": {"fail"}},
	"nothing asks PAM": {"given": _with(_f2b(_is(false), _is(false), []), {"password": false, "interactive": true, "pam": false}), "want": {"not-applicable"}},
	"jail off": {"given": _f2b(_is(true), _is(true), [_jail("sshd", "sshd", _is(false))]), "want": {"fail"}},
	"keys by AuthenticationMethods": {"given": _with(_f2b(_is(false), _is(false), []), {"methods": ["publickey"]}), "want": {"not-applicable"}},
	"jail without a log": {"given": _f2b(_is(true), _is(true), [_with(_jail("sshd", "sshd", _is(true)), {"log_source_present": _is(false)})]), "want": {"fail"}},
	"jail with a log that is not readable": {"given": _f2b(_is(true), _is(true), [_with(_jail("sshd", "sshd", _is(true)), {"log_source_present": _unread})]), "want": {"unknown"}},
	"jail unclear": {"given": _f2b(_is(true), _is(true), [_jail("sshd", "sshd", _unread)]), "want": {"unknown"}},
	"not readable": {"given": _f2b(_unread, _unread, []), "want": {"unknown"}},
	"configured and not running": {"given": _with(_f2b(_is(true), _is(true), [_jail("sshd", "sshd", _is(true))]), {"running": _is(false)}), "want": {"fail"}},
	"crowdsec with bouncer": {"given": _with(_f2b(_is(false), _is(false), []), {"banners": [_banner(true, true)]}), "want": {"pass"}},
	"crowdsec without bouncer": {"given": _with(_f2b(_is(false), _is(false), []), {"banners": [_banner(true, false)]}), "want": {"fail"}},
	"no passwords": {"given": _with(_f2b(_is(false), _is(false), []), {"password": false}), "want": {"not-applicable"}},
	"passwords by Match": {"given": _with(_f2b(_is(false), _is(false), []), {"password": false, "match": [{"keyword": "PasswordAuthentication", "value": _is("yes")}]}), "want": {"fail"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given)
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}}
}

_f2b(installed, enabled, jails) := {
	"installed": installed, "enabled": enabled, "jails": jails, "running": _unread,
	"banners": [], "password": true, "match": [], "methods": ["any"],
	"interactive": false, "pam": true,
}

_jail(id, filter, enabled) := {"id": id, "filter": _is(filter), "enabled": enabled, "log_source_present": _is(true)}

_banner(enabled, blocks) := {"id": "crowdsec", "enabled": _is(enabled), "blocks": _is(blocks)}

_input(given) := {"host": {
	"sshd": {"flag": "complete", "data": {"servers": [{
		"id": "sshd",
		"password_authentication": _is(given.password),
		"kbd_interactive_authentication": _is(given.interactive),
		"use_pam": _is(given.pam),
		"authentication_methods": _is(given.methods),
		"match_blocks": [{"id": "match:User x", "settings": given.match}],
	}]}},
	"fail2ban": {"flag": "complete", "data": {
		"installed": given.installed, "enabled": given.enabled, "running": given.running, "jails": given.jails,
	}},
	"ids": {"flag": "complete", "data": {"banners": given.banners}},
}}

# A union would merge the facts themselves.
_with(base, change) := object.union(object.remove(base, object.keys(change)), change)
