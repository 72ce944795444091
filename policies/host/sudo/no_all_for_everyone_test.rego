package policies.host.sudo.no_all_for_everyone_test

import data.policies.host.sudo.no_all_for_everyone as rule

cases := {
	"a group of administrators": {
		"data": {
			"sudo": {
				"flag": "complete",
				"data": {
					"present": true,
					"rules": [
						{
							"id": "/etc/sudoers:9",
							"users": [
								"%sudo",
							],
							"hosts": [
								"ALL",
							],
							"run_as_users": [
								"ALL",
							],
							"run_as_groups": [],
							"command": "ALL",
							"negated": false,
							"tags": [],
							"nopasswd": false,
							"everyone": false,
							"all_commands": true,
							"as_root": true,
							"on_this_host": {
								"value": true,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
						},
					],
					"defaults": [],
					"settings": [],
				},
			},
		},
		"want": {
			"/etc/sudoers:9": "pass",
		},
	},
	"everybody": {
		"data": {
			"sudo": {
				"flag": "complete",
				"data": {
					"present": true,
					"rules": [
						{
							"id": "/etc/sudoers:9",
							"users": [
								"ALL",
							],
							"hosts": [
								"ALL",
							],
							"run_as_users": [
								"ALL",
							],
							"run_as_groups": [],
							"command": "ALL",
							"negated": false,
							"tags": [],
							"nopasswd": false,
							"everyone": true,
							"all_commands": true,
							"as_root": true,
							"on_this_host": {
								"value": true,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
						},
					],
					"defaults": [],
					"settings": [],
				},
			},
		},
		"want": {
			"/etc/sudoers:9": "fail",
		},
	},
	"the group users": {
		"data": {
			"sudo": {
				"flag": "complete",
				"data": {
					"present": true,
					"rules": [
						{
							"id": "/etc/sudoers:9",
							"users": [
								"%users",
							],
							"hosts": [
								"ALL",
							],
							"run_as_users": [
								"ALL",
							],
							"run_as_groups": [],
							"command": "ALL",
							"negated": false,
							"tags": [],
							"nopasswd": false,
							"everyone": false,
							"all_commands": true,
							"as_root": true,
							"on_this_host": {
								"value": true,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
						},
					],
					"defaults": [],
					"settings": [],
				},
			},
		},
		"want": {
			"/etc/sudoers:9": "fail",
		},
	},
	"with targetpw": {
		"data": {
			"sudo": {
				"flag": "complete",
				"data": {
					"present": true,
					"rules": [
						{
							"id": "/etc/sudoers:9",
							"users": [
								"ALL",
							],
							"hosts": [
								"ALL",
							],
							"run_as_users": [
								"ALL",
							],
							"run_as_groups": [],
							"command": "ALL",
							"negated": false,
							"tags": [],
							"nopasswd": false,
							"everyone": true,
							"all_commands": true,
							"as_root": true,
							"on_this_host": {
								"value": true,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
						},
					],
					"defaults": [],
					"settings": [
						{
							"id": "targetpw",
							"value": {
								"value": "true",
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
						},
					],
				},
			},
		},
		"want": {
			"/etc/sudoers:9": "pass",
		},
	},
	"targetpw and no password": {
		"data": {
			"sudo": {
				"flag": "complete",
				"data": {
					"present": true,
					"rules": [
						{
							"id": "/etc/sudoers:9",
							"users": [
								"ALL",
							],
							"hosts": [
								"ALL",
							],
							"run_as_users": [
								"ALL",
							],
							"run_as_groups": [],
							"command": "ALL",
							"negated": false,
							"tags": [],
							"nopasswd": true,
							"everyone": true,
							"all_commands": true,
							"as_root": true,
							"on_this_host": {
								"value": true,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
						},
					],
					"defaults": [],
					"settings": [
						{
							"id": "targetpw",
							"value": {
								"value": "true",
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
						},
					],
				},
			},
		},
		"want": {
			"/etc/sudoers:9": "fail",
		},
	},
	"one command for everybody": {
		"data": {
			"sudo": {
				"flag": "complete",
				"data": {
					"present": true,
					"rules": [
						{
							"id": "/etc/sudoers:9",
							"users": [
								"ALL",
							],
							"hosts": [
								"ALL",
							],
							"run_as_users": [
								"ALL",
							],
							"run_as_groups": [],
							"command": "/bin/ls",
							"negated": false,
							"tags": [],
							"nopasswd": false,
							"everyone": true,
							"all_commands": false,
							"as_root": true,
							"on_this_host": {
								"value": true,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
						},
					],
					"defaults": [],
					"settings": [],
				},
			},
		},
		"want": {},
	},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.data}
		with data.parameters as {"host.sudo.no_all_for_everyone": object.union({"broad_groups": ["%users", "%domain users", "%staff"]}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"sudo": {"flag": "not-collected"}}}
		with data.parameters as {"host.sudo.no_all_for_everyone": {"broad_groups": ["%users", "%domain users", "%staff"]}}
}
