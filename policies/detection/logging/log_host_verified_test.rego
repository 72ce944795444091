package policies.detection.logging.log_host_verified_test

import data.policies.detection.logging.log_host_verified as rule

cases := {
	"checked": {"given": {}, "want": {"pass"}},
	"no authorities": {"given": {"ca_file": _is("")}, "want": {"fail"}},
	"no driver": {"given": {"driver": "ossl"}, "want": {"fail"}},
	"in the clear": {"given": {"encrypted": _is(false)}, "want": set()},
	"not readable": {"given": {"ca_file": _unread}, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given)
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}}
}

test_unknown_where_the_outputs_are if {
	observations := rule.observations with input as {"host": {"logging": {"flag": "complete", "data": {"outputs": [], "log_files_read": _unread}}}}
	{o.status | some o in observations} == {"unknown"}
}

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

# A union would merge the facts themselves.
_with(base, change) := object.union(object.remove(base, object.keys(change)), change)

_input(change) := {"host": {
	"logging": {"flag": "complete", "data": {"outputs": [_with({"id": "rsyslog to loghost", "service": "rsyslog", "driver": "gtls", "ca_file": _is("/ca.pem"), "encrypted": _is(true), "at": _at}, change)]}},
	"packages": {"flag": "complete", "data": {"manager": "dpkg", "packages": [{"name": "rsyslog-gnutls", "at": _at}]}},
}}
