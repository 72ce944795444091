package policies.lib.sysctl_test

import data.policies.lib.sysctl

_at := {"file": "/etc/sysctl.d/x.conf", "line": 1}

_now := {"file": "/proc/sys/x"}

_fact(value, at) := {"value": value, "at": at}

_unread := {"unknown": "permission denied", "at": _now}

_subject(key) := replace(key, ".IFACE.", ".eth0.")

_entry(key, boot, live, supported) := {"id": key, "assumed": false, "at_boot": boot, "supported": supported, "live": live} if {
	not contains(key, ".IFACE.")
	not contains(key, ".*.")
}

_entry(key, boot, live, supported) := {"id": _subject(key), "name": key, "interface": "eth0", "at_boot": boot, "supported": supported, "live": live} if {
	regex.match(`\.(IFACE|\*)\.`, key)
}

_host(entry, live) := {"host": {"sysctl": {"flag": "complete", "data": {
	"live": live,
	"keys": [one | some one in [entry]; not one.name],
	"interfaces": [one | some one in [entry]; one.name],
	"ipv6_off": _fact(false, _at),
}}}}

# A running host whose files give `boot` to the key, and whose kernel has `now`.
host(key, boot, now) := _host(_entry(key, _fact(boot, _at), _fact(now, _now), true), true)

not_collected := {"host": {"sysctl": {"flag": "not-collected"}}}

statuses(observations) := {observation.subject: observation.status | some observation in observations}

# For each key with its good and bad values: what the rule must say of it, live and offline.
cases(values) := object.union_n([_cases(key, value.good, value.bad) | some key, value in values])

_cases(key, good, bad) := object.union_n([
	_good(key, good),
	_bad(key, good[0], bad),
	{
		$"{key}: live not readable": {
			"input": _host(_entry(key, _fact(good[0], _at), _unread, true), true),
			"want": {_subject(key): "unknown"},
		},
		$"{key}: a file is not readable": {
			"input": _host(_entry(key, {"unknown": "permission denied", "at": _at}, _fact(good[0], _now), true), true),
			"want": {_subject(key): "unknown"},
		},
		$"{key}: not in this kernel": {
			"input": _host(_entry(key, _fact(bad[0], _at), _unread, false), true),
			"want": {_subject(key): "not-applicable"},
		},
		$"{key}: another key": {"input": host("vm.swappiness", "60", "60"), "want": {}},
	},
])

_good(key, good) := {note: case |
	some value in good
	some offline in [true, false]
	note := $"{key}: {value} kept, offline {offline}"
	live := {true: _unread, false: _fact(value, _now)}[offline]
	case := {
		"input": _host(_entry(key, _fact(value, _at), live, true), offline == false),
		"want": {_subject(key): "pass"},
	}
}

_bad(key, good, bad) := {note: case |
	some value in bad
	some where, facts in {
		"live": [_fact(good, _at), _fact(value, _now), true],
		"kept": [_fact(value, _at), _fact(good, _now), true],
		"offline": [_fact(value, _at), _unread, false],
	}
	note := $"{key}: {value} {where}"
	case := {"input": _host(_entry(key, facts[0], facts[1], true), facts[2]), "want": {_subject(key): "fail"}}
}

test_ipv6_off_takes_its_keys_out if {
	off := {"host": {"sysctl": {"flag": "complete", "data": {
		"live": true,
		"keys": [
			_entry("net.ipv6.conf.all.accept_ra", _fact("1", _at), _fact("1", _now), true),
			_entry("net.ipv4.ip_forward", _fact("1", _at), _fact("1", _now), true),
		],
		"interfaces": [],
		"ipv6_off": _fact(true, _at),
	}}}}
	subjects := sysctl.subjects({"net.ipv6.conf.all.accept_ra": ["0"], "net.ipv4.ip_forward": ["0"]}) with input as off
	sysctl.not_applicable(subjects) == {"net.ipv6.conf.all.accept_ra": {"message": "IPv6 is off", "at": [], "overridden": []}}
	{id | some id, _ in sysctl.failed(subjects)} == {"net.ipv4.ip_forward"}
}

test_messages_tell_what_is_asked if {
	subjects := sysctl.subjects({"kernel.x": {"minimum": 2}}) with input as host("kernel.x", "1", "none")
	sysctl.failed(subjects)["kernel.x"].message == "1 at boot and none now, asked is 2 or more"
}
