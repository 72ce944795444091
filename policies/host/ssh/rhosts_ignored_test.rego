package policies.host.ssh.rhosts_ignored_test

import data.policies.host.ssh.rhosts_ignored as rule

cases := {
	"yes": {
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
							"ignore_rhosts": {
								"value": "yes",
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
	"no": {
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
							"ignore_rhosts": {
								"value": "no",
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
	"shosts only": {
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
							"ignore_rhosts": {
								"value": "shosts-only",
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
							"ignore_rhosts": {
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
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"sshd": {"flag": "not-collected"}}}
}
