package policies.host.files.passwd_mode_test

import data.policies.host.files.passwd_mode as rule

cases := {
	"as it should be": {
		"data": {
			"files": {
				"flag": "complete",
				"data": {
					"files": [
						{
							"id": "/etc/passwd",
							"class": "passwd",
							"status": {
								"value": {
									"kind": "file",
									"mode": 420,
									"octal": "0644",
									"uid": 0,
									"gid": 0,
									"owner": "root",
									"group": "root",
								},
								"at": {
									"file": "/etc/passwd",
								},
							},
						},
					],
					"absent": [],
				},
			},
		},
		"want": {
			"/etc/passwd": "pass",
		},
	},
	"stricter": {
		"data": {
			"files": {
				"flag": "complete",
				"data": {
					"files": [
						{
							"id": "/etc/passwd",
							"class": "passwd",
							"status": {
								"value": {
									"kind": "file",
									"mode": 256,
									"octal": "0400",
									"uid": 0,
									"gid": 0,
									"owner": "root",
									"group": "root",
								},
								"at": {
									"file": "/etc/passwd",
								},
							},
						},
					],
					"absent": [],
				},
			},
		},
		"want": {
			"/etc/passwd": "pass",
		},
	},
	"looser": {
		"data": {
			"files": {
				"flag": "complete",
				"data": {
					"files": [
						{
							"id": "/etc/passwd",
							"class": "passwd",
							"status": {
								"value": {
									"kind": "file",
									"mode": 438,
									"octal": "0666",
									"uid": 0,
									"gid": 0,
									"owner": "root",
									"group": "root",
								},
								"at": {
									"file": "/etc/passwd",
								},
							},
						},
					],
					"absent": [],
				},
			},
		},
		"want": {
			"/etc/passwd": "fail",
		},
	},
	"set-user-id": {
		"data": {
			"files": {
				"flag": "complete",
				"data": {
					"files": [
						{
							"id": "/etc/passwd",
							"class": "passwd",
							"status": {
								"value": {
									"kind": "file",
									"mode": 2468,
									"octal": "4644",
									"uid": 0,
									"gid": 0,
									"owner": "root",
									"group": "root",
								},
								"at": {
									"file": "/etc/passwd",
								},
							},
						},
					],
					"absent": [],
				},
			},
		},
		"want": {
			"/etc/passwd": "fail",
		},
	},
	"another owner": {
		"data": {
			"files": {
				"flag": "complete",
				"data": {
					"files": [
						{
							"id": "/etc/passwd",
							"class": "passwd",
							"status": {
								"value": {
									"kind": "file",
									"mode": 256,
									"octal": "0400",
									"uid": 1000,
									"gid": 0,
									"owner": "anna",
									"group": "root",
								},
								"at": {
									"file": "/etc/passwd",
								},
							},
						},
					],
					"absent": [],
				},
			},
		},
		"want": {
			"/etc/passwd": "fail",
		},
	},
	"another group": {
		"data": {
			"files": {
				"flag": "complete",
				"data": {
					"files": [
						{
							"id": "/etc/passwd",
							"class": "passwd",
							"status": {
								"value": {
									"kind": "file",
									"mode": 256,
									"octal": "0400",
									"uid": 0,
									"gid": 42,
									"owner": "root",
									"group": "users",
								},
								"at": {
									"file": "/etc/passwd",
								},
							},
						},
					],
					"absent": [],
				},
			},
		},
		"want": {
			"/etc/passwd": "fail",
		},
	},
	"another class": {
		"data": {
			"files": {
				"flag": "complete",
				"data": {
					"files": [
						{
							"id": "/etc/motd",
							"class": "banner",
							"status": {
								"value": {
									"kind": "file",
									"mode": 438,
									"octal": "0666",
									"uid": 0,
									"gid": 0,
									"owner": "root",
									"group": "root",
								},
								"at": {
									"file": "/etc/motd",
								},
							},
						},
					],
					"absent": [],
				},
			},
		},
		"want": {},
	},
	"not readable": {
		"data": {
			"files": {
				"flag": "complete",
				"data": {
					"files": [
						{
							"id": "/etc/passwd",
							"class": "passwd",
							"status": {
								"unknown": "permission denied",
								"at": {
									"file": "/etc/x",
								},
							},
						},
					],
					"absent": [],
				},
			},
		},
		"want": {
			"/etc/passwd": "unknown",
		},
	},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.data}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"files": {"flag": "not-collected"}}}
}
