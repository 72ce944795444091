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

_at := {"file": "/etc/ssh/sshd_config", "line": 4}

_is(value) := {"value": value, "at": _at}

_block(settings) := {"id": "User backup", "at": _at, "settings": [
{"id": id, "keyword": id, "value": _is(value), "outside": _is("no"), "weakens": _is(true)} |
	some id, value in settings
]}

_server(password, methods, blocks) := {"host": {"sshd": {"flag": "complete", "data": {"servers": [{
	"id": "sshd",
	"at": _at,
	"match_blocks": blocks,
	"password_authentication": _is(password),
	"kbd_interactive_authentication": _is(false),
	"use_pam": _is(true),
	"authentication_methods": _is(methods),
}]}}}}

_made_cases := {
	"keys by AuthenticationMethods": {
		"input": _server(true, ["publickey"], []),
		"want": {"sshd": "pass"},
	},
	"the password twice is told by PAM": {
		"input": _server(true, ["password,keyboard-interactive"], []),
		"want": {"sshd": "unknown"},
	},
	"a Match block turns passwords on": {
		"input": _server(false, ["any"], [_block({"password_authentication": "yes"})]),
		"want": {"sshd": "pass", "sshd User backup": "fail"},
	},
	"a Match block turns them off": {
		"input": _server(false, ["any"], [_block({"password_authentication": "no"})]),
		"want": {"sshd": "pass", "sshd User backup": "pass"},
	},
	"a Match block asks for a key too": {
		"input": _server(false, ["any"], [_block({
			"password_authentication": "yes",
			"authentication_methods": "publickey,password",
		})]),
		"want": {"sshd": "pass", "sshd User backup": "pass"},
	},
	"the key is asked for outside": {
		"input": _server(false, ["publickey,password"], [_block({"password_authentication": "yes"})]),
		"want": {"sshd": "pass", "sshd User backup": "pass"},
	},
	"a Match block takes the key away": {
		"input": _server(false, ["publickey"], [_block({
			"password_authentication": "yes",
			"authentication_methods": "password",
		})]),
		"want": {"sshd": "pass", "sshd User backup": "fail"},
	},
}

test_lists_and_blocks[note] if {
	some note, case in _made_cases
	observations := rule.observations with input as case.input
	{o.subject: o.status | some o in observations} == case.want
}
