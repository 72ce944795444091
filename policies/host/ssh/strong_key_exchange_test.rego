package policies.host.ssh.strong_key_exchange_test

import data.policies.host.ssh.strong_key_exchange as rule

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
							"kex_algorithms": {
								"value": [
									"curve25519-sha256",
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
							"kex_algorithms": {
								"value": [
									"curve25519-sha256",
									"diffie-hellman-group14-sha1",
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
							"kex_algorithms": {
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
							"kex_algorithms": {
								"value": [
									"diffie-hellman-group14-sha1",
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
		with data.parameters as {"host.ssh.strong_key_exchange": object.union({"refused": ["*-sha1", "*-sha1-*", "diffie-hellman-group1-*"], "allowed": []}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"sshd": {"flag": "not-collected"}}}
		with data.parameters as {"host.ssh.strong_key_exchange": {"refused": ["*-sha1", "*-sha1-*", "diffie-hellman-group1-*"], "allowed": []}}
}

test_only_the_allowed_ones if {
	server := {"id": "sshd", "kex_algorithms": {"value": ["curve25519-sha256", "ecdh-sha2-nistp256"], "at": {"file": "/etc/ssh/sshd_config"}}}
	observations := rule.observations with input as {"host": {"sshd": {"flag": "complete", "data": {"servers": [server]}}}}
		with data.parameters as {"host.ssh.strong_key_exchange": {"refused": [], "allowed": ["curve25519-sha256"]}}
	{[o.status, o.message] | some o in observations} == {["fail", concat(" ", [_keyword, "holds", "ecdh-sha2-nistp256"])]}
}

_keyword := "KexAlgorithms"
