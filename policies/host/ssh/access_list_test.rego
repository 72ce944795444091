package policies.host.ssh.access_list_test

import data.policies.host.ssh.access_list as rule

cases := {
	"groups": {
		"data": {
			"sshd": {
				"flag": "complete",
				"data": {
					"servers": [
						{
							"id": "sshd",
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
							"match_blocks": [],
							"allow_users": {
								"value": [],
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"allow_groups": {
								"value": [
									"ssh",
								],
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"deny_users": {
								"value": [],
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"deny_groups": {
								"value": [],
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
			"sshd": "pass",
		},
	},
	"nothing": {
		"data": {
			"sshd": {
				"flag": "complete",
				"data": {
					"servers": [
						{
							"id": "sshd",
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
							"match_blocks": [],
							"allow_users": {
								"value": [],
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"allow_groups": {
								"value": [],
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"deny_users": {
								"value": [],
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"deny_groups": {
								"value": [],
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
			"sshd": "fail",
		},
	},
	"not readable": {
		"data": {
			"sshd": {
				"flag": "complete",
				"data": {
					"servers": [
						{
							"id": "sshd",
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
							"match_blocks": [],
							"allow_users": {
								"unknown": "permission denied",
								"at": {
									"file": "/etc/x",
								},
							},
							"allow_groups": {
								"unknown": "permission denied",
								"at": {
									"file": "/etc/x",
								},
							},
							"deny_users": {
								"unknown": "permission denied",
								"at": {
									"file": "/etc/x",
								},
							},
							"deny_groups": {
								"unknown": "permission denied",
								"at": {
									"file": "/etc/x",
								},
							},
						},
					],
				},
			},
		},
		"want": {
			"sshd": "unknown",
		},
	},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.data}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"sshd": {"flag": "not-collected"}}}
}
