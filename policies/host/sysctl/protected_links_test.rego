package policies.host.sysctl.protected_links_test

import data.policies.host.sysctl.protected_links as rule

cases := {
	"live and kept": {
		"data": {
			"sysctl": {
				"flag": "complete",
				"data": {
					"live": true,
					"keys": [
						{
							"id": "fs.protected_symlinks",
							"at_boot": {
								"value": "1",
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"assumed": false,
							"supported": true,
							"live": {
								"value": "1",
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
			"fs.protected_symlinks": "pass",
		},
	},
	"only live": {
		"data": {
			"sysctl": {
				"flag": "complete",
				"data": {
					"live": true,
					"keys": [
						{
							"id": "fs.protected_symlinks",
							"at_boot": {
								"value": "9",
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"assumed": false,
							"supported": true,
							"live": {
								"value": "1",
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
			"fs.protected_symlinks": "fail",
		},
	},
	"only kept": {
		"data": {
			"sysctl": {
				"flag": "complete",
				"data": {
					"live": true,
					"keys": [
						{
							"id": "fs.protected_symlinks",
							"at_boot": {
								"value": "1",
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"assumed": false,
							"supported": true,
							"live": {
								"value": "9",
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
			"fs.protected_symlinks": "fail",
		},
	},
	"neither": {
		"data": {
			"sysctl": {
				"flag": "complete",
				"data": {
					"live": true,
					"keys": [
						{
							"id": "fs.protected_symlinks",
							"at_boot": {
								"value": "9",
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"assumed": false,
							"supported": true,
							"live": {
								"value": "9",
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
			"fs.protected_symlinks": "fail",
		},
	},
	"offline, kept": {
		"data": {
			"sysctl": {
				"flag": "complete",
				"data": {
					"live": false,
					"keys": [
						{
							"id": "fs.protected_symlinks",
							"at_boot": {
								"value": "1",
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"assumed": false,
							"supported": true,
							"live": {
								"unknown": "offline",
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
			"fs.protected_symlinks": "pass",
		},
	},
	"offline, not kept": {
		"data": {
			"sysctl": {
				"flag": "complete",
				"data": {
					"live": false,
					"keys": [
						{
							"id": "fs.protected_symlinks",
							"at_boot": {
								"value": "9",
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"assumed": false,
							"supported": true,
							"live": {
								"unknown": "offline",
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
			"fs.protected_symlinks": "fail",
		},
	},
	"live not readable": {
		"data": {
			"sysctl": {
				"flag": "complete",
				"data": {
					"live": true,
					"keys": [
						{
							"id": "fs.protected_symlinks",
							"at_boot": {
								"value": "1",
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"assumed": false,
							"supported": true,
							"live": {
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
			"fs.protected_symlinks": "unknown",
		},
	},
	"not in this kernel": {
		"data": {
			"sysctl": {
				"flag": "complete",
				"data": {
					"live": true,
					"keys": [
						{
							"id": "fs.protected_symlinks",
							"at_boot": {
								"value": "9",
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"assumed": false,
							"supported": false,
							"live": {
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
			"fs.protected_symlinks": "not-applicable",
		},
	},
	"another key": {
		"data": {
			"sysctl": {
				"flag": "complete",
				"data": {
					"live": true,
					"keys": [
						{
							"id": "vm.swappiness",
							"at_boot": {
								"value": "60",
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"assumed": false,
							"supported": true,
							"live": {
								"value": "60",
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
		"want": {},
	},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.data}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"sysctl": {"flag": "not-collected"}}}
}
