package policies.lib.cloud_test

import data.policies.lib.cloud

cases := {
	"an id that says nothing": {"thing": {"id": "sg-0a1b", "name": "web"}, "want": "sg-0a1b web"},
	"an id with the name": {"thing": {"id": "aws_security_group.web", "name": "web"}, "want": "aws_security_group.web"},
	"no name": {"thing": {"id": "vpc-1", "name": ""}, "want": "vpc-1"},
}

test_label[note] if {
	some note, case in cases
	cloud.label(case.thing) == case.want
}
