package policies.host.ssh.password_login_refused_test

import data.policies.host.ssh.password_login_refused as rule

cases := {
	"keys only": {
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
							"password_authentication": {
								"value": false,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"kbd_interactive_authentication": {
								"value": false,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"use_pam": {
								"value": true,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"authentication_methods": {
								"value": [
									"any",
								],
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
	"passwords": {
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
							"password_authentication": {
								"value": true,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"kbd_interactive_authentication": {
								"value": false,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"use_pam": {
								"value": true,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"authentication_methods": {
								"value": [
									"any",
								],
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
	"keyboard-interactive through PAM": {
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
							"password_authentication": {
								"value": false,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"kbd_interactive_authentication": {
								"value": true,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"use_pam": {
								"value": true,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"authentication_methods": {
								"value": [
									"any",
								],
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
	"keyboard-interactive without PAM": {
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
							"password_authentication": {
								"value": false,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"kbd_interactive_authentication": {
								"value": true,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"use_pam": {
								"value": false,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"authentication_methods": {
								"value": [
									"any",
								],
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
	"two methods in every list": {
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
							"password_authentication": {
								"value": true,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"kbd_interactive_authentication": {
								"value": false,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"use_pam": {
								"value": true,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"authentication_methods": {
								"value": [
									"publickey,password",
									"publickey,keyboard-interactive",
								],
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
	"one list with one method": {
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
							"password_authentication": {
								"value": true,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"kbd_interactive_authentication": {
								"value": false,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"use_pam": {
								"value": true,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"authentication_methods": {
								"value": [
									"publickey,password",
									"password",
								],
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
							"password_authentication": {
								"unknown": "permission denied",
								"at": {
									"file": "/etc/x",
								},
							},
							"kbd_interactive_authentication": {
								"value": false,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"use_pam": {
								"value": true,
								"at": {
									"file": "/etc/x",
									"line": 1,
								},
							},
							"authentication_methods": {
								"value": [
									"any",
								],
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
