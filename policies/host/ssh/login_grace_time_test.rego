package policies.host.ssh.login_grace_time_test

import data.policies.host.ssh.login_grace_time as rule

cases := {
	"a minute": {
		"data": {
			"sshd": {
				"flag": "complete",
				"data": {
					"servers": [
						{
							"id": "sshd",
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
							"match_blocks": [],
							"login_grace_seconds": {
								"value": 60,
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
			"sshd": "pass",
		},
	},
	"the default": {
		"data": {
			"sshd": {
				"flag": "complete",
				"data": {
					"servers": [
						{
							"id": "sshd",
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
							"match_blocks": [],
							"login_grace_seconds": {
								"value": 120,
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
			"sshd": "fail",
		},
	},
	"no limit": {
		"data": {
			"sshd": {
				"flag": "complete",
				"data": {
					"servers": [
						{
							"id": "sshd",
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
							"match_blocks": [],
							"login_grace_seconds": {
								"value": 0,
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
			"sshd": "fail",
		},
	},
	"not readable": {
		"data": {
			"sshd": {
				"flag": "complete",
				"data": {
					"servers": [
						{
							"id": "sshd",
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
							"match_blocks": [],
							"login_grace_seconds": {
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
			"sshd": "unknown",
		},
	},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.data}
		with data.parameters as {"host.ssh.login_grace_time": object.union({"max_seconds": 60}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"sshd": {"flag": "not-collected"}}}
		with data.parameters as {"host.ssh.login_grace_time": {"max_seconds": 60}}
}
