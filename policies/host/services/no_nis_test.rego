package policies.host.services.no_nis_test

import data.policies.host.services.no_nis as rule

cases := {
	"nothing of the sort": {
		"data": {
			"packages": {
				"flag": "complete",
				"data": {
					"manager": "dpkg",
					"packages": [
						{
							"id": "bash:amd64",
							"name": "bash",
							"version": "1",
							"architecture": "amd64",
							"source": "bash",
							"source_version": "1",
							"provides": [],
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
						},
					],
				},
			},
		},
		"want": {
			"packages": "pass",
		},
	},
	"installed": {
		"data": {
			"packages": {
				"flag": "complete",
				"data": {
					"manager": "dpkg",
					"packages": [
						{
							"id": "bash:amd64",
							"name": "bash",
							"version": "1",
							"architecture": "amd64",
							"source": "bash",
							"source_version": "1",
							"provides": [],
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
						},
						{
							"id": "nis:amd64",
							"name": "nis",
							"version": "1",
							"architecture": "amd64",
							"source": "nis",
							"source_version": "1",
							"provides": [],
							"at": {
								"file": "/etc/x",
								"line": 1,
							},
						},
					],
				},
			},
		},
		"want": {
			"packages": "fail",
		},
	},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as {"host": case.data}
		with data.parameters as {"host.services.no_nis": object.union({"packages": ["nis", "ypserv", "ypbind", "ypbind-mt", "yp-svc"]}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"packages": {"flag": "not-collected"}}}
		with data.parameters as {"host.services.no_nis": {"packages": ["nis", "ypserv", "ypbind", "ypbind-mt", "yp-svc"]}}
}
