package policies.host.accounts.passwords_shadowed_test

import data.policies.host.accounts.passwords_shadowed as rule

cases := {
	"x": {
		"data": {
			"accounts": {
				"flag": "complete",
				"data": {
					"users": [
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
			"user:anna": "pass",
		},
	},
	"a star": {
		"data": {
			"accounts": {
				"flag": "complete",
				"data": {
					"users": [
						{
							"id": "daemon",
							"name": "daemon",
							"uid": 1,
							"gid": 1,
							"home": "/home/daemon",
							"shell": "/bin/bash",
							"can_log_in": true,
							"at": {
								"file": "/etc/passwd",
								"line": 1,
							},
							"password": {
								"stored_in": {
									"value": "none",
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
			"user:daemon": "pass",
		},
	},
	"hash in passwd": {
		"data": {
			"accounts": {
				"flag": "complete",
				"data": {
					"users": [
						{
							"id": "old",
							"name": "old",
							"uid": 1000,
							"gid": 1000,
							"home": "/home/old",
							"shell": "/bin/bash",
							"can_log_in": true,
							"at": {
								"file": "/etc/passwd",
								"line": 1,
							},
							"password": {
								"stored_in": {
									"value": "passwd",
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
			"user:old": "fail",
		},
	},
	"not readable": {
		"data": {
			"accounts": {
				"flag": "complete",
				"data": {
					"users": [
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
									"unknown": "permission denied",
									"at": {
										"file": "/etc/x",
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
			"user:anna": "unknown",
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
