package policies.host.accounts.system_accounts_no_shell_test

import data.policies.host.accounts.system_accounts_no_shell as rule

cases := {
	"nologin": {
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
							"id": "daemon",
							"name": "daemon",
							"uid": 1,
							"gid": 1,
							"home": "/home/daemon",
							"shell": "/usr/sbin/nologin",
							"can_log_in": false,
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
			"login_defs": {
				"flag": "complete",
				"data": {
					"encrypt_method": {
						"value": "YESCRYPT",
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"uid_min": {
						"value": 1000,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"pass_max_days": {
						"value": 365,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"pass_min_days": {
						"value": 0,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"pass_warn_age": {
						"value": 7,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"umask": {
						"value": "027",
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
				},
			},
		},
		"want": {
			"user:daemon": "pass",
		},
	},
	"sync is allowed": {
		"data": {
			"accounts": {
				"flag": "complete",
				"data": {
					"users": [
						{
							"id": "sync",
							"name": "sync",
							"uid": 4,
							"gid": 65534,
							"home": "/home/sync",
							"shell": "/bin/sync",
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
			"login_defs": {
				"flag": "complete",
				"data": {
					"encrypt_method": {
						"value": "YESCRYPT",
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"uid_min": {
						"value": 1000,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"pass_max_days": {
						"value": 365,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"pass_min_days": {
						"value": 0,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"pass_warn_age": {
						"value": 7,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"umask": {
						"value": "027",
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
				},
			},
		},
		"want": {},
	},
	"a shell": {
		"data": {
			"accounts": {
				"flag": "complete",
				"data": {
					"users": [
						{
							"id": "www-data",
							"name": "www-data",
							"uid": 33,
							"gid": 33,
							"home": "/home/www-data",
							"shell": "/bin/sh",
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
			"login_defs": {
				"flag": "complete",
				"data": {
					"encrypt_method": {
						"value": "YESCRYPT",
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"uid_min": {
						"value": 1000,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"pass_max_days": {
						"value": 365,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"pass_min_days": {
						"value": 0,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"pass_warn_age": {
						"value": 7,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"umask": {
						"value": "027",
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
				},
			},
		},
		"want": {
			"user:www-data": "fail",
		},
	},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.data}
		with data.parameters as {"host.accounts.system_accounts_no_shell": object.union({"allowed_users": ["sync", "shutdown", "halt"]}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"accounts": {"flag": "not-collected"}}}
		with data.parameters as {"host.accounts.system_accounts_no_shell": {"allowed_users": ["sync", "shutdown", "halt"]}}
}

test_unknown_uid_min_is_unknown if {
	observations := rule.observations with input as {"host": {
		"accounts": {"flag": "complete", "data": {"users": [{"id": "www-data", "name": "www-data", "uid": 33}]}},
		"login_defs": {"flag": "complete", "data": {"uid_min": {"unknown": "not a number", "at": {"file": "/etc/login.defs"}}}},
	}}
		with data.parameters as {"host.accounts.system_accounts_no_shell": {"allowed_users": []}}
	{o.subject: o.status | some o in observations} == {"login.defs": "unknown"}
}
