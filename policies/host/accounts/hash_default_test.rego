package policies.host.accounts.hash_default_test

import data.policies.host.accounts.hash_default as rule

cases := {
	"yescrypt": {
		"data": {
			"login_defs": {
				"flag": "complete",
				"data": {
					"encrypt_method": {
						"value": "YESCRYPT",
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"uid_min": {
						"value": 1000,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"pass_max_days": {
						"value": 365,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"pass_min_days": {
						"value": 0,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"pass_warn_age": {
						"value": 7,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"umask": {
						"value": "027",
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
				},
			},
		},
		"want": {
			"login.defs": "pass",
		},
	},
	"lower case": {
		"data": {
			"login_defs": {
				"flag": "complete",
				"data": {
					"encrypt_method": {
						"value": "sha512",
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"uid_min": {
						"value": 1000,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"pass_max_days": {
						"value": 365,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"pass_min_days": {
						"value": 0,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"pass_warn_age": {
						"value": 7,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"umask": {
						"value": "027",
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
				},
			},
		},
		"want": {
			"login.defs": "pass",
		},
	},
	"unset is DES": {
		"data": {
			"login_defs": {
				"flag": "complete",
				"data": {
					"encrypt_method": {
						"value": "DES",
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"uid_min": {
						"value": 1000,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"pass_max_days": {
						"value": 365,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"pass_min_days": {
						"value": 0,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"pass_warn_age": {
						"value": 7,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"umask": {
						"value": "027",
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
				},
			},
		},
		"want": {
			"login.defs": "fail",
		},
	},
	"MD5": {
		"data": {
			"login_defs": {
				"flag": "complete",
				"data": {
					"encrypt_method": {
						"value": "MD5",
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"uid_min": {
						"value": 1000,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"pass_max_days": {
						"value": 365,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"pass_min_days": {
						"value": 0,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"pass_warn_age": {
						"value": 7,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"umask": {
						"value": "027",
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
				},
			},
		},
		"want": {
			"login.defs": "fail",
		},
	},
	"not readable": {
		"data": {
			"login_defs": {
				"flag": "complete",
				"data": {
					"encrypt_method": {
						"unknown": "permission denied",
						"at": {
							"file": "/etc/x",
						},
					},
					"uid_min": {
						"value": 1000,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"pass_max_days": {
						"value": 365,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"pass_min_days": {
						"value": 0,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"pass_warn_age": {
						"value": 7,
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
					"umask": {
						"value": "027",
						"at": {
							"file": "/etc/x",
							"line": 1,
						},
					},
				},
			},
		},
		"want": {
			"login.defs": "unknown",
		},
	},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.data}
		with data.parameters as {"host.accounts.hash_default": object.union({"accepted": ["YESCRYPT", "SHA512"]}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"login_defs": {"flag": "not-collected"}}}
		with data.parameters as {"host.accounts.hash_default": {"accepted": ["YESCRYPT", "SHA512"]}}
}
