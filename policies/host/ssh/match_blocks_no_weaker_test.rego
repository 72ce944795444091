package policies.host.ssh.match_blocks_no_weaker_test

import data.policies.host.ssh.match_blocks_no_weaker as rule

cases := {
	"stricter": {
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
							"match_blocks": [
								{
									"id": "match:User bob",
									"criteria": "User bob",
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
									"settings": [
										{
											"id": "permit_root_login",
											"keyword": "permit_root_login",
											"value": {
												"value": "no",
												"at": {
													"file": "/etc/x",
													"line": 1,
												},
											},
											"outside": {
												"value": "no",
												"at": {
													"file": "/etc/x",
													"line": 1,
												},
											},
											"weakens": {
												"value": false,
												"at": {
													"file": "/etc/x",
													"line": 1,
												},
											},
										},
									],
								},
							],
						},
					],
				},
			},
		},
		"want": {
			"sshd match:User bob": "pass",
		},
	},
	"looser": {
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
							"match_blocks": [
								{
									"id": "match:Address 10.0.0.0/8",
									"criteria": "Address 10.0.0.0/8",
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
									"settings": [
										{
											"id": "password_authentication",
											"keyword": "password_authentication",
											"value": {
												"value": "yes",
												"at": {
													"file": "/etc/x",
													"line": 1,
												},
											},
											"outside": {
												"value": "no",
												"at": {
													"file": "/etc/x",
													"line": 1,
												},
											},
											"weakens": {
												"value": true,
												"at": {
													"file": "/etc/x",
													"line": 1,
												},
											},
										},
										{
											"id": "banner",
											"keyword": "banner",
											"value": {
												"value": "none",
												"at": {
													"file": "/etc/x",
													"line": 1,
												},
											},
											"outside": {
												"value": "no",
												"at": {
													"file": "/etc/x",
													"line": 1,
												},
											},
											"weakens": {
												"value": false,
												"at": {
													"file": "/etc/x",
													"line": 1,
												},
											},
										},
									],
								},
							],
						},
					],
				},
			},
		},
		"want": {
			"sshd match:Address 10.0.0.0/8": "fail",
		},
	},
	"unclear": {
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
							"match_blocks": [
								{
									"id": "match:User bob",
									"criteria": "User bob",
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
									"settings": [
										{
											"id": "max_auth_tries",
											"keyword": "max_auth_tries",
											"value": {
												"value": "9",
												"at": {
													"file": "/etc/x",
													"line": 1,
												},
											},
											"outside": {
												"value": "no",
												"at": {
													"file": "/etc/x",
													"line": 1,
												},
											},
											"weakens": {
												"unknown": "permission denied",
												"at": {
													"file": "/etc/x",
												},
											},
										},
									],
								},
							],
						},
					],
				},
			},
		},
		"want": {
			"sshd match:User bob": "unknown",
		},
	},
	"an empty block": {
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
							"match_blocks": [
								{
									"id": "match:User bob",
									"criteria": "User bob",
									"at": {
										"file": "/etc/x",
										"line": 1,
									},
									"settings": [],
								},
							],
						},
					],
				},
			},
		},
		"want": {
			"sshd match:User bob": "pass",
		},
	},
	"no block": {
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
	count(rule.observations) == 0 with input as {"host": {"sshd": {"flag": "not-collected"}}}
}
