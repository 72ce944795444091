package policies.detection.bruteforce.fail2ban_log_source_valid_test

import data.policies.detection.bruteforce.fail2ban_log_source_valid as rule

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

cases := {
	"log and ban": {"given": _jail(_is(true), _is(["nftables-multiport"])), "want": {"pass"}},
	"ban and mail": {"given": _jail(_is(true), _is(["nftables-multiport", "sendmail-whois"])), "want": {"pass"}},
	"no log": {"given": _jail(_is(false), _is(["nftables-multiport"])), "want": {"fail"}},
	"only mail": {"given": _jail(_is(true), _is(["sendmail-whois"])), "want": {"fail"}},
	"no action": {"given": _jail(_is(true), _is([])), "want": {"fail"}},
	"log unreadable": {"given": _jail(_unread, _is(["ufw"])), "want": {"unknown"}},
	"action unclear": {"given": _jail(_is(true), _unread), "want": {"unknown"}},
	"jail off": {"given": _with(_jail(_is(false), _is([])), {"enabled": _unread}), "want": set()},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given)
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}}
}

_jail(log, actions) := {
	"id": "sshd", "enabled": _is(true), "log_source_present": log, "actions": actions,
	"log_files": _is(["/var/log/auth.log"]),
}

_input(jail) := {"host": {"fail2ban": {"flag": "complete", "data": {"jails": [jail]}}}}

# A union would merge the facts themselves.
_with(base, change) := object.union(object.remove(base, object.keys(change)), change)
