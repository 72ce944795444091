package policies.host.files.no_foreign_preload_test

import data.policies.host.files.no_foreign_preload as rule

cases := {
	"nothing": {
		"data": {
			"preload": {
				"flag": "complete",
				"data": {
					"at": {
						"file": "/etc/x",
						"line": 1,
					},
					"libraries": [],
				},
			},
		},
		"want": {
			"/etc/ld.so.preload": "pass",
		},
	},
	"of a package": {
		"data": {
			"preload": {
				"flag": "complete",
				"data": {
					"at": {
						"file": "/etc/x",
						"line": 1,
					},
					"libraries": [
						{
							"id": "/usr/lib/libx.so",
							"package": {
								"value": "libx",
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
				},
			},
		},
		"want": {
			"/usr/lib/libx.so": "pass",
		},
	},
	"foreign": {
		"data": {
			"preload": {
				"flag": "complete",
				"data": {
					"at": {
						"file": "/etc/x",
						"line": 1,
					},
					"libraries": [
						{
							"id": "/usr/lib/libevil.so",
							"package": {
								"value": "",
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
				},
			},
		},
		"want": {
			"/usr/lib/libevil.so": "fail",
		},
	},
	"owner not known": {
		"data": {
			"preload": {
				"flag": "complete",
				"data": {
					"at": {
						"file": "/etc/x",
						"line": 1,
					},
					"libraries": [
						{
							"id": "/x.so",
							"package": {
								"unknown": "permission denied",
								"at": {
									"file": "/etc/x",
								},
							},
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
						},
					],
				},
			},
		},
		"want": {
			"/x.so": "unknown",
		},
	},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.data}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"preload": {"flag": "not-collected"}}}
}
