package policies.host.sysctl.ptrace_restricted_test

import data.policies.host.sysctl.ptrace_restricted as rule

cases := {
	"live and kept": {
		"data": {
			"sysctl": {
				"flag": "complete",
				"data": {
					"live": true,
					"keys": [
						{
							"id": "kernel.yama.ptrace_scope",
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
			"kernel.yama.ptrace_scope": "pass",
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
							"id": "kernel.yama.ptrace_scope",
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
			"kernel.yama.ptrace_scope": "fail",
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
							"id": "kernel.yama.ptrace_scope",
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
			"kernel.yama.ptrace_scope": "fail",
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
							"id": "kernel.yama.ptrace_scope",
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
			"kernel.yama.ptrace_scope": "fail",
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
							"id": "kernel.yama.ptrace_scope",
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
			"kernel.yama.ptrace_scope": "pass",
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
							"id": "kernel.yama.ptrace_scope",
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
			"kernel.yama.ptrace_scope": "fail",
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
							"id": "kernel.yama.ptrace_scope",
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
			"kernel.yama.ptrace_scope": "unknown",
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
							"id": "kernel.yama.ptrace_scope",
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
			"kernel.yama.ptrace_scope": "not-applicable",
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
