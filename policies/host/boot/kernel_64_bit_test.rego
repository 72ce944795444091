package policies.host.boot.kernel_64_bit_test

import data.policies.host.boot.kernel_64_bit as rule
import data.policies.lib.kernel_test as fixture

_host(machine, pae) := {"host": {"boot": {"flag": "complete", "data": {"machine": machine, "pae": pae}}}}

cases := {
	"64 bit": {"input": _host(fixture.known("x86_64"), fixture.unread), "want": "pass"},
	"arm64": {"input": _host(fixture.known("aarch64"), fixture.known(false)), "want": "pass"},
	"PAE": {"input": _host(fixture.known("i686"), fixture.known(true)), "want": "pass"},
	"32 bit": {"input": _host(fixture.known("i686"), fixture.known(false)), "want": "fail"},
	"not known": {"input": _host(fixture.unread, fixture.known(false)), "want": "unknown"},
	"PAE not known": {"input": _host(fixture.known("i686"), fixture.unread), "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as case.input
	fixture.statuses(observations) == {"kernel": case.want}
}

test_absent_section_gives_no_observation if {
	observations := rule.observations with input as {"host": {"boot": {"flag": "not-collected"}}}
	count(observations) == 0
}
