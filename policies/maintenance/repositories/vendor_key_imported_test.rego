package policies.maintenance.repositories.vendor_key_imported_test

import data.policies.maintenance.repositories.vendor_key_imported as rule

_parameters := {"maintenance.repositories.vendor_key_imported": {"keys": {"rocky": ["350d275d", "6d745a60"]}}}

_known(value) := {"value": value, "at": {"file": "/x"}}

_closed := {"unknown": "closed", "at": {"file": "/x"}}

_status(system, keys) := statuses if {
	rpm := {"system": system, "imported_keys": keys}
	statuses := {one.status | some one in rule.observations} with data.parameters as _parameters
		with input as {"host": {"repositories": {"flag": "complete", "data": {"rpm": rpm}}}}
}

test_pass if _status(_known("rocky"), _known(["00000000", "350d275d"])) == {"pass"}

test_fail_no_key if _status(_known("rocky"), _known([])) == {"fail"}

test_fail_other_key if _status(_known("rocky"), _known(["00000000"])) == {"fail"}

test_unknown_database if _status(_known("rocky"), _closed) == {"unknown"}

test_unknown_system if _status(_closed, _known(["350d275d"])) == {"unknown"}

test_other_system_not_judged if _status(_known("nobara"), _known([])) == set()

test_apt_not_judged if {
	count(rule.observations) == 0 with data.parameters as _parameters
		with input as {"host": {"repositories": {"flag": "complete", "data": {"repositories": []}}}}
}
