package policies.host.sudo.no_noauthenticate_test

import data.policies.host.sudo.no_noauthenticate as rule

cases := {
	"none": {
		"data": {
			"sudo": {
				"flag": "complete",
				"data": {
					"present": true,
					"rules": [],
					"defaults": [
						{
							"id": "/etc/sudoers:3",
							"scope": "global",
							"subjects": [],
							"name": "env_reset",
							"operator": "flag",
							"value": "",
							"negated": false,
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
						},
					],
					"settings": [],
				},
			},
		},
		"want": {
			"sudoers": "pass",
		},
	},
	"global": {
		"data": {
			"sudo": {
				"flag": "complete",
				"data": {
					"present": true,
					"rules": [],
					"defaults": [
						{
							"id": "/etc/sudoers:3",
							"scope": "global",
							"subjects": [],
							"name": "authenticate",
							"operator": "flag",
							"value": "",
							"negated": true,
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
						},
					],
					"settings": [],
				},
			},
		},
		"want": {
			"sudoers": "fail",
		},
	},
	"for one user": {
		"data": {
			"sudo": {
				"flag": "complete",
				"data": {
					"present": true,
					"rules": [],
					"defaults": [
						{
							"id": "/etc/sudoers:3",
							"scope": "user",
							"subjects": [],
							"name": "authenticate",
							"operator": "flag",
							"value": "",
							"negated": true,
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
						},
					],
					"settings": [],
				},
			},
		},
		"want": {
			"sudoers": "fail",
		},
	},
	"switched on": {
		"data": {
			"sudo": {
				"flag": "complete",
				"data": {
					"present": true,
					"rules": [],
					"defaults": [
						{
							"id": "/etc/sudoers:3",
							"scope": "global",
							"subjects": [],
							"name": "authenticate",
							"operator": "flag",
							"value": "",
							"negated": false,
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
						},
					],
					"settings": [],
				},
			},
		},
		"want": {
			"sudoers": "pass",
		},
	},
	"other negations": {
		"data": {
			"sudo": {
				"flag": "complete",
				"data": {
					"present": true,
					"rules": [],
					"defaults": [
						{
							"id": "/etc/sudoers:3",
							"scope": "global",
							"subjects": [],
							"name": "requiretty",
							"operator": "flag",
							"value": "",
							"negated": true,
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
						},
					],
					"settings": [],
				},
			},
		},
		"want": {
			"sudoers": "pass",
		},
	},
	"no sudoers": {
		"data": {
			"sudo": {
				"flag": "complete",
				"data": {
					"present": false,
					"rules": [],
					"defaults": [],
					"settings": [],
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
	count(rule.observations) == 0 with input as {"host": {"sudo": {"flag": "not-collected"}}}
}
