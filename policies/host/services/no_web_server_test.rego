package policies.host.services.no_web_server_test

import data.policies.host.services.no_web_server as rule

_at := {"file": "/x"}

_package := {"id": "apache2:all", "name": "apache2", "provides": [], "at": _at}

_unit(starts) := {"id": "apache2.service", "aliases": [], "state": {"value": "disabled", "at": _at}, "starts_at_boot": object.union({"at": _at}, starts), "activators": [], "at": _at}

_host(packages, units) := {"host": {
	"packages": {"flag": "complete", "data": {"manager": "dpkg", "packages": packages}},
	"services": {"flag": "complete", "data": {"units": units}},
}}

_statuses(packages, units, declared) := {o.subject: o.status |
	some o in rule.observations with input as _host(packages, units)
		with data.parameters as {"host.services.no_web_server": {"declared": declared}}
}

test_nothing_of_the_sort_passes if _statuses([], [], []) == {"none": "pass"}

test_installed_fails if _statuses([_package], [_unit({"value": true})], []) == {"apache2": "fail"}

test_installed_and_off_fails if _statuses([_package], [_unit({"value": false})], []) == {"apache2": "fail"}

test_a_unit_without_its_package_fails if _statuses([], [_unit({"value": true})], []) == {"apache2.service": "fail"}

test_declared_passes if _statuses([_package], [_unit({"value": true})], ["apache2"]) == {"none": "pass"}

test_declared_by_its_unit_passes if _statuses([_package], [_unit({"value": true})], ["apache2"]) == {"none": "pass"}

test_unreadable_is_unknown if _statuses([], [_unit({"unknown": "may not be listed"})], []) == {"none": "unknown"}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"packages": {"flag": "not-collected"}, "services": {"flag": "not-collected"}}}
		with data.parameters as {"host.services.no_web_server": {"declared": []}}
}
