package policies.firewall.declared.no_new_exposure_in_change_test

import data.policies.firewall.declared.no_new_exposure_in_change as rule

_at := {"file": "main.tf", "line": 3}

cases := {
	"opened": {"certain": true, "by": [], "want": "fail"},
	"opened and declared": {"certain": true, "by": ["api"], "want": "pass"},
	"perhaps opened": {"certain": false, "by": [], "want": "unknown"},
	"perhaps opened, declared": {"certain": false, "by": ["api"], "want": "pass"},
	"opened to private addresses": {"certain": true, "by": [], "public": false, "want": "pass"},
	"perhaps opened to private addresses": {"certain": false, "by": [], "public": false, "want": "pass"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot([_region(case)])
		with data.parameters as _parameters(false)
	{[o.subject, o.status] | some o in observations} == {["sg-1 web ipv4:tcp/8443", case.want]}
}

test_a_change_that_opens_nothing_passes if {
	observations := rule.observations with input as _snapshot([])
		with data.parameters as _parameters(false)
	{[o.subject, o.status] | some o in observations} == {["change", "pass"]}
}

test_the_message_tells_what_hangs_in_doubt if {
	observations := rule.observations with input as _snapshot([_region(cases["perhaps opened"])])
		with data.parameters as _parameters(false)
	{contains(o.message, "tcp/8443 from 0.0.0.0/0") | some o in observations} == {true}
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"change": {"flag": "not-collected"}}}
}

_region(case) := {
	"id": "sg-1 web ipv4:tcp/8443",
	"point": "sg-1 web",
	"family": "ipv4",
	"protocol": "tcp",
	"ports": "8443",
	"sources": ["0.0.0.0/0"],
	"public": object.get(case, "public", true),
	"certain": case.certain,
	"declared_by": case.by,
	"text": "sg-1 web: tcp/8443 from 0.0.0.0/0",
	"at": _at,
}

_snapshot(opened) := {"firewall": {"change": {"flag": "complete", "data": {"opened": opened, "closed": []}}}}

_parameters(private_too) := {"firewall.declared.no_new_exposure_in_change": {"private_too": private_too}}

test_private_openings_count_where_they_are_asked_for if {
	observations := rule.observations with input as _snapshot([_region(cases["opened to private addresses"])])
		with data.parameters as _parameters(true)
	{o.status | some o in observations} == {"fail"}
}
