package policies.firewall.declared.admin_path_bastion_test

import data.policies.firewall.declared.admin_path_bastion as rule

_parameters := {"firewall.declared.admin_path_bastion": {"ports": ["tcp/22", "tcp/5985-5986"]}}

_at := {"file": "rules.v4", "line": 3}

cases := {
	"bastions only": {"beyond": {"value": [], "at": _at}, "want": "pass"},
	"others too": {"beyond": {"value": ["10.0.0.0/8"], "at": _at}, "want": "fail"},
	"in doubt": {"beyond": {"unknown": "It depends on a set.", "at": _at}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot([object.union(_opening(22, 22), {"beyond_bastions": case.beyond})])
		with data.parameters as _parameters
	{[o.subject, o.status] | some o in observations} == {["ipv4:tcp/22-22", case.want]}
}

test_a_wide_range_holds_the_port if {
	observations := rule.observations with input as _snapshot([object.union(_opening(0, 65535), {"beyond_bastions": cases["others too"].beyond})])
		with data.parameters as _parameters
	{o.status | some o in observations} == {"fail"}
}

test_other_ports_and_files_without_bastions_are_out_of_scope if {
	some opening in [object.union(_opening(443, 443), {"beyond_bastions": cases["others too"].beyond}), _opening(22, 22)]
	count(rule.observations) == 0 with input as _snapshot([opening]) with data.parameters as _parameters
}

test_no_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"firewall": {"declared_state": {"flag": "not-collected"}}}
		with data.parameters as _parameters
}

_opening(from, to) := {
	"id": $"ipv4:tcp/{from}-{to}",
	"family": "ipv4",
	"protocol": "tcp",
	"from_port": from,
	"to_port": to,
	"decided_by": [{"at": _at, "text": "-j ACCEPT"}],
}

_snapshot(openings) := {"firewall": {"declared_state": {"flag": "complete", "data": {
	"families": [],
	"openings": openings,
	"services": [],
	"zones": [],
}}}}
