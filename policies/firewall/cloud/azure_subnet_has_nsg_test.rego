package policies.firewall.cloud.azure_subnet_has_nsg_test

import data.policies.firewall.cloud.azure_subnet_has_nsg as rule

_at := {"file": "vnets.json", "line": 3}

_none := {"value": "", "at": _at}

cases := {
	"with a group": {"name": "front", "group": {"value": "rg/front-nsg", "at": _at}, "want": "pass"},
	"without": {"name": "front", "group": _none, "want": "fail"},
	"not told": {"name": "front", "group": {"unknown": "known only after apply", "at": _at}, "want": "unknown"},
	"of the gateway": {"name": "GatewaySubnet", "group": _none, "want": "not-applicable"},
	"of the firewall": {"name": "AzureFirewallSubnet", "group": _none, "want": "not-applicable"},
	"of Bastion": {"name": "AzureBastionSubnet", "group": {"value": "rg/x", "at": _at}, "want": "not-applicable"},
	"of the gateway, not told": {
		"name": "GatewaySubnet",
		"group": {"unknown": "known only after apply", "at": _at},
		"want": "not-applicable",
	},
}

_subnet(provider, name, group) := {"firewall": {"subnets": {"flag": "complete", "data": {"subnets": [{
	"id": concat("", ["rg/vnet/", name]),
	"name": name,
	"provider": provider,
	"group": group,
	"at": _at,
}]}}}}

_parameters := {"firewall.cloud.azure_subnet_has_nsg": {"exempt": [
	"GatewaySubnet",
	"AzureFirewallSubnet",
	"AzureBastionSubnet",
]}}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _subnet("azure", case.name, case.group)
		with data.parameters as _parameters
	{[o.subject, o.status] | some o in observations} == {[concat("", ["rg/vnet/", case.name]), case.want]}
}

test_only_azure if {
	observations := rule.observations with input as _subnet("gcp", "front", _none)
		with data.parameters as _parameters
	count(observations) == 0
}

test_no_section_gives_no_observation if {
	observations := rule.observations with input as {"firewall": {"subnets": {"flag": "not-collected"}}}
		with data.parameters as _parameters
	count(observations) == 0
}
