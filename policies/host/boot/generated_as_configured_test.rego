package policies.host.boot.generated_as_configured_test

import data.policies.host.boot.generated_as_configured as rule
import data.policies.lib.kernel_test as fixture

cases := {
	"the same": {"lines": [fixture.line("next", {"audit": "1", "quiet": ""}), fixture.line("default-file", {"audit": "1"})], "want": {"audit": "pass"}},
	"another value": {"lines": [fixture.line("next", {"audit": "0"}), fixture.line("default-file", {"audit": "1"})], "want": {"audit": "fail"}},
	"not made": {"lines": [fixture.line("next", {}), fixture.line("default-file", {"audit": "1"})], "want": {"audit": "fail"}},
	"grub.cfg not readable": {"lines": [fixture.closed_line("next"), fixture.line("default-file", {"audit": "1"})], "want": {"audit": "unknown"}},
	"the file not readable": {"lines": [fixture.line("next", {}), fixture.closed_line("default-file")], "want": {"default-file": "unknown"}},
	"no file": {"lines": [fixture.line("next", {"audit": "1"})], "want": {}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as fixture.with_lines(case.lines)
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	observations := rule.observations with input as {"host": {"boot": {"flag": "not-collected"}}}
	count(observations) == 0
}
