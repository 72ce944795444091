package policies.host.accounts.uid_zero_only_root_test

import data.policies.host.accounts.uid_zero_only_root as rule

cases := {
	"only root": {
		"data": {
			"accounts": {
				"flag": "complete",
				"data": {
					"users": [
						{
							"id": "root",
							"name": "root",
							"uid": 0,
							"gid": 0,
							"home": "/home/root",
							"shell": "/bin/bash",
							"can_log_in": true,
							"at": {
								"file": "/etc/passwd",
								"line": 1,
							},
							"password": {
								"stored_in": {
									"value": "shadow",
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"state": {
									"value": "set",
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"algorithm": {
									"value": "yescrypt",
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
							},
							"authorized_keys": {
								"count": {
									"value": 0,
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"types": {
									"value": [],
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"weak": {
									"value": 0,
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
							},
						},
						{
							"id": "anna",
							"name": "anna",
							"uid": 1000,
							"gid": 1000,
							"home": "/home/anna",
							"shell": "/bin/bash",
							"can_log_in": true,
							"at": {
								"file": "/etc/passwd",
								"line": 1,
							},
							"password": {
								"stored_in": {
									"value": "shadow",
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"state": {
									"value": "set",
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"algorithm": {
									"value": "yescrypt",
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
							},
							"authorized_keys": {
								"count": {
									"value": 0,
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"types": {
									"value": [],
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"weak": {
									"value": 0,
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
							},
						},
					],
					"groups": [],
					"remote_sources": [],
				},
			},
		},
		"want": {
			"user:root": "pass",
		},
	},
	"a second one": {
		"data": {
			"accounts": {
				"flag": "complete",
				"data": {
					"users": [
						{
							"id": "root",
							"name": "root",
							"uid": 0,
							"gid": 0,
							"home": "/home/root",
							"shell": "/bin/bash",
							"can_log_in": true,
							"at": {
								"file": "/etc/passwd",
								"line": 1,
							},
							"password": {
								"stored_in": {
									"value": "shadow",
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"state": {
									"value": "set",
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"algorithm": {
									"value": "yescrypt",
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
							},
							"authorized_keys": {
								"count": {
									"value": 0,
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"types": {
									"value": [],
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"weak": {
									"value": 0,
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
							},
						},
						{
							"id": "toor",
							"name": "toor",
							"uid": 0,
							"gid": 0,
							"home": "/home/toor",
							"shell": "/bin/bash",
							"can_log_in": true,
							"at": {
								"file": "/etc/passwd",
								"line": 1,
							},
							"password": {
								"stored_in": {
									"value": "shadow",
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"state": {
									"value": "set",
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"algorithm": {
									"value": "yescrypt",
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
							},
							"authorized_keys": {
								"count": {
									"value": 0,
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"types": {
									"value": [],
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"weak": {
									"value": 0,
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
							},
						},
					],
					"groups": [],
					"remote_sources": [],
				},
			},
		},
		"want": {
			"user:root": "pass",
			"user:toor": "fail",
		},
	},
	"root named twice": {
		"data": {
			"accounts": {
				"flag": "complete",
				"data": {
					"users": [
						{
							"id": "root",
							"name": "root",
							"uid": 0,
							"gid": 0,
							"home": "/home/root",
							"shell": "/bin/bash",
							"can_log_in": true,
							"at": {
								"file": "/etc/passwd",
								"line": 1,
							},
							"password": {
								"stored_in": {
									"value": "shadow",
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"state": {
									"value": "set",
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"algorithm": {
									"value": "yescrypt",
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
							},
							"authorized_keys": {
								"count": {
									"value": 0,
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"types": {
									"value": [],
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"weak": {
									"value": 0,
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
							},
						},
						{
							"id": "root (line 9)",
							"name": "root",
							"uid": 0,
							"gid": 0,
							"home": "/home/root",
							"shell": "/bin/bash",
							"can_log_in": true,
							"at": {
								"file": "/etc/passwd",
								"line": 1,
							},
							"password": {
								"stored_in": {
									"value": "shadow",
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"state": {
									"value": "set",
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"algorithm": {
									"value": "yescrypt",
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
							},
							"authorized_keys": {
								"count": {
									"value": 0,
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"types": {
									"value": [],
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"weak": {
									"value": 0,
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
							},
						},
					],
					"groups": [],
					"remote_sources": [],
				},
			},
		},
		"want": {
			"user:root": "pass",
			"user:root (line 9)": "fail",
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
