package policies.host.files.crontab_mode_test

import data.policies.host.files.crontab_mode as rule

cases := {
	"as it should be": {
		"data": {
			"files": {
				"flag": "complete",
				"data": {
					"files": [
						{
							"id": "/etc/crontab",
							"class": "crontab",
							"status": {
								"value": {
									"kind": "file",
									"mode": 493,
									"octal": "0755",
									"uid": 0,
									"gid": 0,
									"owner": "root",
									"group": "root",
								},
								"at": {
									"file": "/etc/crontab",
								},
							},
						},
					],
					"absent": [],
				},
			},
		},
		"want": {
			"/etc/crontab": "pass",
		},
	},
	"stricter": {
		"data": {
			"files": {
				"flag": "complete",
				"data": {
					"files": [
						{
							"id": "/etc/crontab",
							"class": "crontab",
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
									"file": "/etc/crontab",
								},
							},
						},
					],
					"absent": [],
				},
			},
		},
		"want": {
			"/etc/crontab": "pass",
		},
	},
	"looser": {
		"data": {
			"files": {
				"flag": "complete",
				"data": {
					"files": [
						{
							"id": "/etc/crontab",
							"class": "crontab",
							"status": {
								"value": {
									"kind": "file",
									"mode": 511,
									"octal": "0777",
									"uid": 0,
									"gid": 0,
									"owner": "root",
									"group": "root",
								},
								"at": {
									"file": "/etc/crontab",
								},
							},
						},
					],
					"absent": [],
				},
			},
		},
		"want": {
			"/etc/crontab": "fail",
		},
	},
	"set-user-id": {
		"data": {
			"files": {
				"flag": "complete",
				"data": {
					"files": [
						{
							"id": "/etc/crontab",
							"class": "crontab",
							"status": {
								"value": {
									"kind": "file",
									"mode": 2541,
									"octal": "4755",
									"uid": 0,
									"gid": 0,
									"owner": "root",
									"group": "root",
								},
								"at": {
									"file": "/etc/crontab",
								},
							},
						},
					],
					"absent": [],
				},
			},
		},
		"want": {
			"/etc/crontab": "fail",
		},
	},
	"another owner": {
		"data": {
			"files": {
				"flag": "complete",
				"data": {
					"files": [
						{
							"id": "/etc/crontab",
							"class": "crontab",
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
									"file": "/etc/crontab",
								},
							},
						},
					],
					"absent": [],
				},
			},
		},
		"want": {
			"/etc/crontab": "fail",
		},
	},
	"another group": {
		"data": {
			"files": {
				"flag": "complete",
				"data": {
					"files": [
						{
							"id": "/etc/crontab",
							"class": "crontab",
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
									"file": "/etc/crontab",
								},
							},
						},
					],
					"absent": [],
				},
			},
		},
		"want": {
			"/etc/crontab": "fail",
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
							"id": "/etc/crontab",
							"class": "crontab",
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
			"/etc/crontab": "unknown",
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
