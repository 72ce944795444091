package policies.host.accounts.unique_gid_test

import data.policies.host.accounts.unique_gid as rule

cases := {
	"differ": {
		"data": {
			"accounts": {
				"flag": "complete",
				"data": {
					"users": [],
					"groups": [
						{
							"id": "a",
							"name": "a",
							"gid": 1,
							"members": [],
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
						},
						{
							"id": "b",
							"name": "b",
							"gid": 2,
							"members": [],
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
						},
					],
					"remote_sources": [],
				},
			},
		},
		"want": {
			"group:a": "pass",
			"group:b": "pass",
		},
	},
	"shared": {
		"data": {
			"accounts": {
				"flag": "complete",
				"data": {
					"users": [],
					"groups": [
						{
							"id": "a",
							"name": "a",
							"gid": 1,
							"members": [],
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
						},
						{
							"id": "b",
							"name": "b",
							"gid": 1,
							"members": [],
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
						},
					],
					"remote_sources": [],
				},
			},
		},
		"want": {
			"group:a": "fail",
			"group:b": "fail",
		},
	},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.data}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"accounts": {"flag": "not-collected"}}}
}
