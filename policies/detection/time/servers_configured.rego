# METADATA
# title: The daemon that keeps the clock has servers, and the clock follows them
# description: |
#   A daemon without a server, pool or reference clock runs free. systemd-timesyncd has servers compiled in. On a
#   live machine the kernel also tells whether the clock is synchronized now; offline that is not asked.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://chrony-project.org/documentation.html
# custom:
#   severity: medium
#   subject: time-daemon
#   remediation: |
#     Name at least one `pool` or `server` in chrony.conf, or `NTP=` in timesyncd.conf; check with `chronyc
#     tracking`.
#   aliases: [time-servers, time-synchronised-for-correlation]
package policies.detection.time.servers_configured

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

# Whether it starts is not known: then it may have to be judged.
subjects[daemon.id] := daemon.enabled if {
	some daemon in input.host.time_sync.data.daemons
	daemon.enabled.unknown
}

subjects[daemon.id] := daemon.servers if some daemon in _daemons

passed[daemon.id] := verdict.proof($"its servers: {concat(", ", daemon.servers.value)}", [daemon.servers]) if {
	some daemon in _daemons
	count(daemon.servers.value) > 0
	count(_adrift) == 0
}

failed[daemon.id] := verdict.proof("it has no server to follow", [daemon.servers]) if {
	some daemon in _daemons
	daemon.servers.value == []
}

failed[daemon.id] := verdict.proof("the clock is not synchronized now", [daemon.servers]) if {
	some daemon in _daemons
	count(daemon.servers.value) > 0
	count(_adrift) == 1
}

_daemons contains daemon if {
	some daemon in input.host.time_sync.data.daemons
	daemon.enabled.value == true
}

_adrift := [fact | some fact in [input.host.time_sync.data.synchronized]; fact.value == false]
