# METADATA
# title: Programs that crash leave no memory dump
# description: |
#   A dump holds keys and passwords of the program that crashed. `* hard core 0` binds logins but neither root
#   nor services of systemd; a line for a user or a group beats `*`. Where systemd-coredump is installed, it
#   keeps dumps whatever the limit: Storage=none and ProcessSizeMax=0 stop it. fs.suid_dumpable has a rule of
#   its own.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/limits.conf.5.html
#     description: limits.conf(5)
#   - ref: https://man7.org/linux/man-pages/man5/coredump.conf.5.html
#     description: coredump.conf(5)
# custom:
#   severity: low
#   subject: core-dumps
#   remediation: >-
#     Put `* hard core 0` into /etc/security/limits.d/50-core.conf, and, where systemd-coredump is installed,
#     `[Coredump]`, `Storage=none` and `ProcessSizeMax=0` into /etc/systemd/coredump.conf.d/50-off.conf.
#   aliases: [core-dumps]
package policies.host.core_dumps.off

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_data := input.host.core_dumps.data

subjects[id] := {"limit": limit.hard} if {
	some limit in _data.limits
	id := $"hard limit of {limit.id}"
}

subjects["coredump.conf Storage"] := {"installed": _data.coredump_installed, "fact": _data.storage}

subjects["coredump.conf ProcessSizeMax"] := {"installed": _data.coredump_installed, "fact": _data.process_size_max}

_accepted := {"coredump.conf Storage": {"none"}, "coredump.conf ProcessSizeMax": {"0"}}

not_applicable[id] := verdict.proof("systemd-coredump is not installed", [facts.installed]) if {
	some id, facts in subjects
	facts.installed.value == false
}

passed[id] := verdict.proof("0", [facts.limit]) if {
	some id, facts in subjects
	facts.limit.value == "0"
}

failed[id] := verdict.proof($"{_shown(facts.limit.value)}, asked is 0", [facts.limit]) if {
	some id, facts in subjects
	facts.limit.value != "0"
}

passed[id] := verdict.proof(facts.fact.value, [facts.fact]) if {
	some id, facts in subjects
	facts.installed.value == true
	facts.fact.value in _accepted[id]
}

failed[id] := verdict.proof($"{_shown(facts.fact.value)}, asked is {concat(" or ", _accepted[id])}", [facts.fact]) if {
	some id, facts in subjects
	facts.installed.value == true
	count({facts.fact.value} - _accepted[id]) == 1
}

_shown("") := "not set"

_shown(value) := value if value != ""
