package policies.host.files.gshadow_mode_test

import data.policies.host.files.gshadow_mode as rule

cases := {
	"as it should be": {
		"data": {
			"files": {
				"flag": "complete",
				"data": {
					"files": [
						{
							"id": "/etc/gshadow",
							"class": "gshadow",
							"status": {
								"value": {
									"kind": "file",
									"mode": 416,
									"octal": "0640",
									"uid": 0,
									"gid": 42,
									"owner": "root",
									"group": "shadow",
								},
								"at": {
									"file": "/etc/gshadow",
								},
							},
						},
					],
					"absent": [],
				},
			},
		},
		"want": {
			"/etc/gshadow": "pass",
		},
	},
	"stricter": {
		"data": {
			"files": {
				"flag": "complete",
				"data": {
					"files": [
						{
							"id": "/etc/gshadow",
							"class": "gshadow",
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
									"file": "/etc/gshadow",
								},
							},
						},
					],
					"absent": [],
				},
			},
		},
		"want": {
			"/etc/gshadow": "pass",
		},
	},
	"looser": {
		"data": {
			"files": {
				"flag": "complete",
				"data": {
					"files": [
						{
							"id": "/etc/gshadow",
							"class": "gshadow",
							"status": {
								"value": {
									"kind": "file",
									"mode": 434,
									"octal": "0662",
									"uid": 0,
									"gid": 0,
									"owner": "root",
									"group": "root",
								},
								"at": {
									"file": "/etc/gshadow",
								},
							},
						},
					],
					"absent": [],
				},
			},
		},
		"want": {
			"/etc/gshadow": "fail",
		},
	},
	"set-user-id": {
		"data": {
			"files": {
				"flag": "complete",
				"data": {
					"files": [
						{
							"id": "/etc/gshadow",
							"class": "gshadow",
							"status": {
								"value": {
									"kind": "file",
									"mode": 2464,
									"octal": "4640",
									"uid": 0,
									"gid": 0,
									"owner": "root",
									"group": "root",
								},
								"at": {
									"file": "/etc/gshadow",
								},
							},
						},
					],
					"absent": [],
				},
			},
		},
		"want": {
			"/etc/gshadow": "fail",
		},
	},
	"another owner": {
		"data": {
			"files": {
				"flag": "complete",
				"data": {
					"files": [
						{
							"id": "/etc/gshadow",
							"class": "gshadow",
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
									"file": "/etc/gshadow",
								},
							},
						},
					],
					"absent": [],
				},
			},
		},
		"want": {
			"/etc/gshadow": "fail",
		},
	},
	"another group": {
		"data": {
			"files": {
				"flag": "complete",
				"data": {
					"files": [
						{
							"id": "/etc/gshadow",
							"class": "gshadow",
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
									"file": "/etc/gshadow",
								},
							},
						},
					],
					"absent": [],
				},
			},
		},
		"want": {
			"/etc/gshadow": "fail",
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
							"id": "/etc/gshadow",
							"class": "gshadow",
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
			"/etc/gshadow": "unknown",
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
