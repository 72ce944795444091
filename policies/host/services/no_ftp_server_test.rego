package policies.host.services.no_ftp_server_test

import data.policies.host.services.no_ftp_server as rule

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
							"id": "vsftpd:amd64",
							"name": "vsftpd",
							"version": "1",
							"architecture": "amd64",
							"source": "vsftpd",
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
	"under another name, by what it provides": {
		"data": {
			"packages": {
				"flag": "complete",
				"data": {
					"manager": "dpkg",
					"packages": [
						{
							"id": "other:amd64",
							"name": "other",
							"version": "1",
							"architecture": "amd64",
							"source": "other",
							"source_version": "1",
							"provides": [
								"ftp-server",
							],
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
		with data.parameters as {"host.services.no_ftp_server": object.union({"packages": ["vsftpd", "proftpd-basic", "proftpd-core", "pure-ftpd", "ftpd", "ftpd-ssl", "inetutils-ftpd", "tnftpd", "bftpd"]}, object.get(case, "parameters", {}))}
	{o.subject: o.status | some o in observations} == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"packages": {"flag": "not-collected"}}}
		with data.parameters as {"host.services.no_ftp_server": {"packages": ["vsftpd", "proftpd-basic", "proftpd-core", "pure-ftpd", "ftpd", "ftpd-ssl", "inetutils-ftpd", "tnftpd", "bftpd"]}}
}
