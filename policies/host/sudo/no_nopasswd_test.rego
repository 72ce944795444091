package policies.host.sudo.no_nopasswd_test

import data.policies.host.sudo.no_nopasswd as rule

cases := {
	"with a password": {
		"data": {
			"sudo": {
				"flag": "complete",
				"data": {
					"present": true,
					"rules": [
						{
							"id": "/etc/sudoers:9",
							"users": [
								"anna",
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
	"without": {
		"data": {
			"sudo": {
				"flag": "complete",
				"data": {
					"present": true,
					"rules": [
						{
							"id": "/etc/sudoers:9",
							"users": [
								"anna",
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
							"tags": [
								"NOPASSWD",
							],
							"nopasswd": true,
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
	"forbidden commands do not count": {
		"data": {
			"sudo": {
				"flag": "complete",
				"data": {
					"present": true,
					"rules": [
						{
							"id": "/etc/sudoers:9",
							"users": [
								"anna",
							],
							"hosts": [
								"ALL",
							],
							"run_as_users": [
								"ALL",
							],
							"run_as_groups": [],
							"command": "ALL",
							"negated": true,
							"tags": [],
							"nopasswd": true,
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
		"want": {},
	},
	"accepted user": {
		"data": {
			"sudo": {
				"flag": "complete",
				"data": {
					"present": true,
					"rules": [
						{
							"id": "/etc/sudoers:9",
							"users": [
								"backup",
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
		"want": {},
		"parameters": {
			"accepted_users": [
				"backup",
			],
		},
	},
	"accepted beside another": {
		"data": {
			"sudo": {
				"flag": "complete",
				"data": {
					"present": true,
					"rules": [
						{
							"id": "/etc/sudoers:9",
							"users": [
								"backup",
								"anna",
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
		"parameters": {
			"accepted_users": [
				"backup",
			],
		},
	},
	"no rules": {
		"data": {
			"sudo": {
				"flag": "complete",
				"data": {
					"present": true,
					"rules": [],
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
		with data.parameters as {"host.sudo.no_nopasswd": object.union({"accepted_users": []}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"sudo": {"flag": "not-collected"}}}
		with data.parameters as {"host.sudo.no_nopasswd": {"accepted_users": []}}
}
