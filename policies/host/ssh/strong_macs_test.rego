package policies.host.ssh.strong_macs_test

import data.policies.host.ssh.strong_macs as rule

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
							"macs": {
								"value": [
									"hmac-sha2-256-etm@openssh.com",
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
							"macs": {
								"value": [
									"hmac-sha2-256-etm@openssh.com",
									"umac-64@openssh.com",
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
							"macs": {
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
							"macs": {
								"value": [
									"umac-64@openssh.com",
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
		with data.parameters as {"host.ssh.strong_macs": object.union({"refused": ["hmac-md5*", "*-96", "*-96-etm@openssh.com", "umac-64*", "hmac-ripemd160*"], "allowed": []}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"sshd": {"flag": "not-collected"}}}
		with data.parameters as {"host.ssh.strong_macs": {"refused": ["hmac-md5*", "*-96", "*-96-etm@openssh.com", "umac-64*", "hmac-ripemd160*"], "allowed": []}}
}

test_only_the_allowed_ones if {
	server := {"id": "sshd", "macs": {"value": ["hmac-sha2-512", "hmac-sha1"], "at": {"file": "/etc/ssh/sshd_config"}}}
	observations := rule.observations with input as {"host": {"sshd": {"flag": "complete", "data": {"servers": [server]}}}}
		with data.parameters as {"host.ssh.strong_macs": {"refused": [], "allowed": ["hmac-sha2-512"]}}
	{[o.status, o.message] | some o in observations} == {["fail", concat(" ", [_keyword, "holds", "hmac-sha1"])]}
}

_keyword := "MACs"
