package policies.detection.ids.home_net_defined_test

import data.policies.detection.ids.home_net_defined as rule

_at := {"file": "/etc/example", "line": 3}

_is(value) := {"value": value, "at": _at}

_unread := {"unknown": "permission denied", "at": _at}

cases := {
	"set": {"given": {}, "want": {"pass"}},
	"any": {"given": {"home_net": _is("any")}, "want": {"fail"}},
	"any in brackets": {"given": {"home_net": _is("[any]")}, "want": {"fail"}},
	"every address": {"given": {"home_net": _is("[0.0.0.0/0, ::/0]")}, "want": {"fail"}},
	"not readable": {"given": {"home_net": _unread}, "want": {"unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _input(case.given)
	{o.status | some o in observations} == case.want
}

test_uncollected_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {}}
}

_sensor := {
	"id": "suricata", "at": _at, "enabled": _is(true), "running": _unread, "interfaces": _is(["eth0"]),
	"home_net": _is("[10.0.0.0/8]"), "rule_files": _is(["/var/lib/suricata/rules/suricata.rules"]), "rules_present": _is(true),
}

_input(change) := {"host": {
	"ids": {"flag": "complete", "data": {"network_sensors": [_with(_sensor, change)]}},
	"detection_age": {"flag": "complete", "data": {"rule_sets": [{"id": "suricata", "age_days": object.get(change, "age", _is(1))}]}},
}}

# A union would merge the facts themselves.
_with(base, change) := object.union(object.remove(base, object.keys(change)), change)
