package policies.host.accounts.hash_strength_test

import data.policies.host.accounts.hash_strength as rule

cases := {
	"yescrypt and sha512": {
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
						{
							"id": "ben",
							"name": "ben",
							"uid": 1000,
							"gid": 1000,
							"home": "/home/ben",
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
									"value": "sha512",
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
			"user:ben": "pass",
		},
	},
	"md5, locked or not": {
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
									"value": "shadow",
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"state": {
									"value": "locked",
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
								},
								"algorithm": {
									"value": "md5",
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
	"no hash is no subject": {
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
									"value": "none",
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
		"want": {},
	},
	"a method nobody knows": {
		"data": {
			"accounts": {
				"flag": "complete",
				"data": {
					"users": [
						{
							"id": "odd",
							"name": "odd",
							"uid": 1000,
							"gid": 1000,
							"home": "/home/odd",
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
									"value": "unrecognized",
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
			"user:odd": "unknown",
		},
	},
	"shadow not readable": {
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
									"unknown": "permission denied",
									"at": {
										"file": "/etc/x",
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
