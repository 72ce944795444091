package policies.host.core_dumps.off_test

import data.policies.host.core_dumps.off as rule
import data.policies.lib.kernel_test as fixture

_host(limits, installed, storage, size) := {"host": {"core_dumps": {"flag": "complete", "data": {
	"limits": [{"id": id, "hard": hard} | some id, hard in limits],
	"service_limit": fixture.known("infinity"),
	"coredump_installed": installed,
	"storage": storage,
	"process_size_max": size,
}}}}

_absent := {"coredump.conf Storage": "not-applicable", "coredump.conf ProcessSizeMax": "not-applicable"}

_none := fixture.known("none")

_zero := fixture.known("0")

cases := {
	"off": {"input": _host({"*": _zero}, fixture.known(false), _none, _zero), "want": object.union({"hard limit of *": "pass"}, _absent)},
	"not set": {"input": _host({"*": fixture.known("")}, fixture.known(false), _none, _zero), "want": object.union({"hard limit of *": "fail"}, _absent)},
	"a group is let off": {"input": _host({"*": _zero, "@dev": fixture.known("unlimited")}, fixture.known(false), _none, _zero), "want": object.union({"hard limit of *": "pass", "hard limit of @dev": "fail"}, _absent)},
	"systemd-coredump off": {"input": _host({"*": _zero}, fixture.known(true), _none, _zero), "want": {"hard limit of *": "pass", "coredump.conf Storage": "pass", "coredump.conf ProcessSizeMax": "pass"}},
	"systemd-coredump keeps": {"input": _host({"*": _zero}, fixture.known(true), fixture.known("external"), fixture.known("")), "want": {"hard limit of *": "pass", "coredump.conf Storage": "fail", "coredump.conf ProcessSizeMax": "fail"}},
	"not readable": {"input": _host({"*": fixture.unread}, fixture.unread, _none, _zero), "want": {"hard limit of *": "unknown", "coredump.conf Storage": "unknown", "coredump.conf ProcessSizeMax": "unknown"}},
}

test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as case.input
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	observations := rule.observations with input as {"host": {"core_dumps": {"flag": "not-collected"}}}
	count(observations) == 0
}
