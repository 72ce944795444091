package policies.host.ssh.strong_ciphers_test

import data.policies.host.ssh.strong_ciphers as rule

cases := {
	"strong": {
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
							"ciphers": {
								"value": [
									"aes256-ctr",
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
	"one weak": {
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
							"ciphers": {
								"value": [
									"aes256-ctr",
									"aes128-cbc",
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
	"an unknown default": {
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
							"ciphers": {
								"unknown": "the version is unknown",
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
	"nothing refused": {
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
							"ciphers": {
								"value": [
									"aes128-cbc",
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
		"parameters": {
			"refused": [],
		},
	},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.data}
		with data.parameters as {"host.ssh.strong_ciphers": object.union({"refused": ["*-cbc", "arcfour*", "3des*", "blowfish*", "cast128*", "rijndael-cbc*"], "allowed": []}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"sshd": {"flag": "not-collected"}}}
		with data.parameters as {"host.ssh.strong_ciphers": {"refused": ["*-cbc", "arcfour*", "3des*", "blowfish*", "cast128*", "rijndael-cbc*"], "allowed": []}}
}

test_only_the_allowed_ones if {
	server := {"id": "sshd", "ciphers": {"value": ["aes256-gcm@openssh.com", "aes128-ctr"], "at": {"file": "/etc/ssh/sshd_config"}}}
	observations := rule.observations with input as {"host": {"sshd": {"flag": "complete", "data": {"servers": [server]}}}}
		with data.parameters as {"host.ssh.strong_ciphers": {"refused": [], "allowed": ["aes256-gcm@openssh.com"]}}
	{[o.status, o.message] | some o in observations} == {["fail", concat(" ", [_keyword, "holds", "aes128-ctr"])]}
}

_keyword := "Ciphers"
