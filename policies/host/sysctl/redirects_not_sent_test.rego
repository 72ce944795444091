package policies.host.sysctl.redirects_not_sent_test

import data.policies.host.sysctl.redirects_not_sent as rule

cases := {
	"live and kept": {
		"data": {
			"sysctl": {
				"flag": "complete",
				"data": {
					"live": true,
					"keys": [
						{
							"id": "net.ipv4.conf.all.send_redirects",
							"at_boot": {
								"value": "0",
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"assumed": false,
							"supported": true,
							"live": {
								"value": "0",
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
			"net.ipv4.conf.all.send_redirects": "pass",
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
							"id": "net.ipv4.conf.all.send_redirects",
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
								"value": "0",
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
			"net.ipv4.conf.all.send_redirects": "fail",
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
							"id": "net.ipv4.conf.all.send_redirects",
							"at_boot": {
								"value": "0",
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
			"net.ipv4.conf.all.send_redirects": "fail",
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
							"id": "net.ipv4.conf.all.send_redirects",
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
			"net.ipv4.conf.all.send_redirects": "fail",
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
							"id": "net.ipv4.conf.all.send_redirects",
							"at_boot": {
								"value": "0",
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
			"net.ipv4.conf.all.send_redirects": "pass",
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
							"id": "net.ipv4.conf.all.send_redirects",
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
			"net.ipv4.conf.all.send_redirects": "fail",
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
							"id": "net.ipv4.conf.all.send_redirects",
							"at_boot": {
								"value": "0",
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
			"net.ipv4.conf.all.send_redirects": "unknown",
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
							"id": "net.ipv4.conf.all.send_redirects",
							"at_boot": {
								"value": "1",
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
			"net.ipv4.conf.all.send_redirects": "not-applicable",
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
	"a router": {
		"data": {
			"sysctl": {
				"flag": "complete",
				"data": {
					"live": true,
					"keys": [
						{
							"id": "net.ipv4.conf.all.send_redirects",
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
			"net.ipv4.conf.all.send_redirects": "not-applicable",
		},
		"parameters": {
			"router": true,
		},
	},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.data}
		with data.parameters as {"host.sysctl.redirects_not_sent": object.union({"router": false}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"sysctl": {"flag": "not-collected"}}}
		with data.parameters as {"host.sysctl.redirects_not_sent": {"router": false}}
}
